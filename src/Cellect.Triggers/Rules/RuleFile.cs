using System.ComponentModel.DataAnnotations;
using Cellect.Data.Regions;
using Cellect.Data.Settings;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Configuration;

namespace Cellect.Triggers.Rules;

/// <summary>Reads rules from a file of the form of appsettings.json, of which only the section <c>Triggers</c> is looked at.</summary>
internal static class RuleFile
{
    /// <summary>The section <c>Triggers</c> of a file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, or too large.</exception>
    public static IConfiguration Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"no file of rules at '{path}'");
        SettingsFile.Check(path);
        try
        {
            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(File.ReadAllBytes(path))).Build();
        }
        catch (Exception e)
            when (e is FormatException or System.Text.Json.JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: {(e.InnerException ?? e).Message}", e);
        }
    }

    /// <summary>Reads and checks rules for work without a microscope: any adapter may be named.</summary>
    /// <param name="path">The file of rules.</param>
    /// <param name="regionsPath">The file of regions; null: that which the rules name, beside them or in the working directory.</param>
    /// <exception cref="ValidationException">Lists every mistake, one a line.</exception>
    /// <exception cref="InvalidDataException">A file cannot be read.</exception>
    public static RuleSet Read(string path, string? regionsPath)
    {
        var mistakes = new List<string>();
        var options = Read(Open(path), mistakes);
        var regions = ReadRegions(regionsPath ?? Beside(path, options.RegionsFile), mistakes);
        var book = mistakes.Count == 0 ? new RuleSet(options, regions, adapters: null) : null;
        mistakes.AddRange(book?.Mistakes ?? []);
        return mistakes.Count == 0 ? book! : throw new ValidationException(string.Join(Environment.NewLine, mistakes.Prepend($"{path}:")));
    }

    /// <summary>Reads the section <c>Triggers</c> of settings.</summary>
    /// <param name="configuration">The whole settings.</param>
    /// <param name="mistakes">Gets what is wrong with them, one line each.</param>
    public static TriggerOptions Read(IConfiguration configuration, List<string> mistakes)
    {
        var options = new TriggerOptions();
        OptionsBinder.Bind(configuration.GetSection("Triggers"), options, mistakes);
        OptionsBinder.Check(options, "Triggers:", mistakes);
        return options;
    }

    /// <summary>The regions of a file; none where there is no file.</summary>
    public static IReadOnlyList<Region> ReadRegions(string path, List<string> mistakes)
    {
        try
        {
            return File.Exists(path) ? RegionFile.Read(path) : [];
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            mistakes.Add(e.Message);
            return [];
        }
    }

    private static string Beside(string path, string regions)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, regions);
        return File.Exists(beside) ? beside : regions;
    }
}
