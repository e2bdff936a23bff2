using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
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
            builder.AddJsonFile(file);
        return builder
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddCommandLine(arguments)
            .Build();
    }

    /// <summary>The options, checked.</summary>
    /// <exception cref="ValidationException">Lists every mistake, one a line.</exception>
    public static CellectOptions Read(IConfiguration configuration)
    {
        var sections = Sections();
        var mistakes = configuration.GetChildren().Where(c => !sections.Contains(c.Key) && !IsForeign(c.Key))
            .Select(c => $"{c.Key}: no such section; legal are {string.Join(", ", sections)}").ToList();
        var options = new CellectOptions();
        foreach (var section in typeof(CellectOptions).GetProperties())
            Bind(configuration.GetSection(section.Name), section.GetValue(options)!, mistakes);
        Check(options, "", mistakes);
        return mistakes.Count == 0 ? options : throw new ValidationException(string.Join(Environment.NewLine, mistakes));
    }

    // Logging is read by the host; comments in JSON keys begin with $ or //. An option in the environment always names its section and key: a variable
    // with our prefix and nothing but a name is somebody else's, such as CELLECT_SHARED_DATA.
    private static bool IsForeign(string key) => key is "Logging" || Environment.GetEnvironmentVariable(EnvironmentPrefix + key) is not null || key.StartsWith('$') || key.StartsWith("//", StringComparison.Ordinal);

    private static HashSet<string> Sections() =>
        typeof(CellectOptions).GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fills options from a section; what is wrong with it goes to <paramref name="mistakes"/>.</summary>
    public static void Bind(IConfigurationSection section, object target, List<string> mistakes)
    {
        var before = mistakes.Count;
        mistakes.AddRange(SectionCheck.Mistakes(section, target.GetType()));
        if (mistakes.Count > before)
            return;
        try
        {
            section.Bind(target, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            mistakes.Add($"{section.Path}: {e.InnerException?.Message ?? e.Message}");
        }
    }

    /// <summary>Checks the values of options and of everything in them; what is wrong goes to <paramref name="mistakes"/>.</summary>
    public static void Check(object options, string path, List<string> mistakes)
    {
        var results = new List<ValidationResult>();
        // The validator asks an object itself only when its attributes are content: everything at once needs both.
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true) && options is IValidatableObject own)
            results = [.. results.Concat(own.Validate(new ValidationContext(options))).DistinctBy(r => r.ErrorMessage)];
        mistakes.AddRange(results.Select(r => $"{path}{string.Join(", ", r.MemberNames)}: {r.ErrorMessage}"));
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0 && property.GetValue(options) is { } value)
                CheckWithin(value, $"{path}{property.Name}:", mistakes);
    }

    private static void CheckWithin(object value, string path, List<string> mistakes)
    {
        if (IsOptions(value))
            Check(value, path, mistakes);
        else if (value is IList list)
            for (var i = 0; i < list.Count; i++)
                if (list[i] is { } entry && IsOptions(entry))
                    Check(entry, $"{path}{i}:", mistakes);
    }

    private static bool IsOptions(object value) =>
        value.GetType() is { IsClass: true, Namespace: { } space } && space.StartsWith(nameof(Cellect), StringComparison.Ordinal);
}
