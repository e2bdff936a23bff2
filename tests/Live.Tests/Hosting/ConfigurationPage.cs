using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Cellect.Dashboard.Settings;
using Cellect.Live.Hosting;
using Cellect.Triggers.Settings;

namespace Cellect.Live.Tests.Hosting;

/// <summary>
/// docs/configuration.md as it follows from the options: the table below each heading is made, the text around it is written by hand.
/// </summary>
internal static partial class ConfigurationPage
{
    private const string Adapter = "Microscope:Adapters:NAME";
    private const string Target = "Notifications:Targets:N";
    private const string Population = "Populations:N";
    private const string Head = "| key | meaning | value |\n|---|---|---|\n";

    /// <summary>The options of every section, by its path.</summary>
    public static IReadOnlyDictionary<string, Type> Sections { get; } =
        Within(typeof(CellectOptions), "")
            .Append((Adapter, typeof(AdapterOptions)))
            .Append((Target, typeof(TargetOptions)))
            .Append((Population, typeof(PopulationOptions)))
            .ToDictionary(s => s.Item1, s => s.Item2);

    /// <summary>The page with every table made anew.</summary>
    /// <exception cref="InvalidDataException">A section of the settings has no heading, or none with a table.</exception>
    public static string Made(string page)
    {
        foreach (var (path, type) in Sections)
        {
            var table = new Regex($@"(^## {Regex.Escape(path)}\n(?:(?!## ).*\n)*?)(?:^\|.*\n)+", RegexOptions.Multiline);
            if (!table.IsMatch(page))
                throw new InvalidDataException(
                    $"docs/configuration.md has no heading '## {path}' with a table; write the heading, a sentence and "
                        + $"'{Head.Split('\n')[0]}'"
                );
            page = table.Replace(page, match => match.Groups[1].Value + Head + string.Concat(Rows(type, "", path == Adapter)), 1);
        }

        return page;
    }

    private static IEnumerable<(string, Type)> Within(Type type, string path)
    {
        foreach (var property in type.GetProperties())
        {
            var name = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            if (!IsSection(property))
                continue;
            if (property.PropertyType.GetProperties().Any(key => !IsSection(key)))
                yield return (name, property.PropertyType);
            foreach (var inner in Within(property.PropertyType, name))
                yield return inner;
        }
    }

    /// <summary>One row a key. The sections of an adapter are short: their keys stand in its own table.</summary>
    private static IEnumerable<string> Rows(Type type, string prefix, bool whole)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
        {
            if (!IsSection(property))
                yield return $"| `{prefix}{property.Name}` | {DocComments.Summary(property)} | {Value(property, defaults)} |\n";
            else if (whole)
                foreach (var row in Rows(property.PropertyType, $"{prefix}{property.Name}:", whole))
                    yield return row;
        }
    }

    private static string Value(PropertyInfo property, object defaults) =>
        DocComments.Value(property) is { Length: > 0 } told ? told : $"Default {Text(property.GetValue(defaults))}.";

    private static string Text(object? value) =>
        value switch
        {
            null => "null",
            "" => "empty",
            string text => $"`{text}`",
            bool yes => yes ? "true" : "false",
            System.Collections.ICollection { Count: 0 } => "none",
            _ => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.###}"),
        };

    // What a population has of its own is described where all have it in common.
    private static bool IsSection(PropertyInfo property) =>
        property.DeclaringType != typeof(PopulationOptions)
        && property.PropertyType is { IsClass: true, IsArray: false, Namespace: { } space }
        && space.StartsWith("Cellect", StringComparison.Ordinal);
}
