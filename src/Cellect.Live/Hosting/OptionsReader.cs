using System.ComponentModel.DataAnnotations;
using Cellect.Data.Settings;
using Microsoft.Extensions.Configuration;

namespace Cellect.Live.Hosting;

/// <summary>Reads all options and complains of every mistake at once.</summary>
internal static class OptionsReader
{
    /// <summary>Prefix of environment variables: <c>CELLECT_Ingest__Endpoint</c>.</summary>
    public const string EnvironmentPrefix = "CELLECT_";

    private const string FileName = "appsettings.json";

    /// <summary>appsettings.json of the working directory or else of the program, environment, command line; the later wins.</summary>
    /// <param name="arguments"><c>--Section:Key value</c> pairs.</param>
    public static IConfigurationRoot Configuration(string[] arguments)
    {
        var builder = new ConfigurationBuilder();
        if (ProgramFile.Find(FileName) is { } file)
        {
            SettingsFile.Check(file);
            builder.AddJsonFile(file);
        }

        return builder.AddEnvironmentVariables(EnvironmentPrefix).AddCommandLine(arguments).Build();
    }

    /// <summary>The options, checked.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="more">Finds what else is wrong, once the values are known; null: nothing.</param>
    /// <exception cref="ValidationException">Lists every mistake, one a line.</exception>
    public static CellectOptions Read(IConfiguration configuration, Func<CellectOptions, IEnumerable<string>>? more = null)
    {
        var sections = Sections();
        var mistakes = configuration
            .GetChildren()
            .Where(c => !sections.Contains(c.Key) && !IsForeign(c.Key))
            .Select(c => $"{c.Key}: no such section{Nearest.Hint(c.Key, sections)}; legal are {string.Join(", ", sections)}")
            .ToList();
        var options = new CellectOptions();
        foreach (var section in typeof(CellectOptions).GetProperties())
            OptionsBinder.Bind(configuration.GetSection(section.Name), section.GetValue(options)!, mistakes);
        OptionsBinder.Check(options, "", mistakes);
        OptionsBinder.Add(mistakes, more?.Invoke(options) ?? []);
        return mistakes.Count == 0 ? options : throw new ValidationException(string.Join(Environment.NewLine, mistakes));
    }

    // Logging is read by the host; comments in JSON keys begin with $ or //. An option in the environment always names its section and key:
    // a variable with our prefix and nothing but a name is somebody else's, such as CELLECT_SHARED_DATA.
    private static bool IsForeign(string key) =>
        key is "Logging"
        || Environment.GetEnvironmentVariable(EnvironmentPrefix + key) is not null
        || key.StartsWith('$')
        || key.StartsWith("//", StringComparison.Ordinal);

    private static HashSet<string> Sections() =>
        typeof(CellectOptions).GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
