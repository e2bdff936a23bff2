using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Cellect.Data.Settings;

/// <summary>Fills options from settings and checks them, collecting every mistake instead of stopping at the first.</summary>
internal static class OptionsBinder
{
    /// <summary>Fills options from a section; what is wrong with it goes to <paramref name="mistakes"/>, and the rest is filled in all the
    /// same, so that its values can be checked too.</summary>
    public static void Bind(IConfigurationSection section, object target, List<string> mistakes)
    {
        var wrong = SectionCheck.Mistakes(section, target.GetType()).ToList();
        mistakes.AddRange(wrong.Select(m => $"{m.Path}: {m.Text}"));
        if (wrong.Count > 0)
            section = Without(section, [.. wrong.Select(m => m.Path)]);
        try
        {
            section.Bind(target, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            mistakes.Add($"{section.Path}: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private static IConfigurationSection Without(IConfigurationSection section, List<string> paths)
    {
        var left = section
            .AsEnumerable()
            .Where(pair => pair.Value is not null && !paths.Exists(path => IsWithin(pair.Key, path)))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        // An entry of a list or a dictionary that has lost its last key is still one: its name, and what it lacks, are checked too.
        foreach (var path in paths)
            if (ConfigurationPath.GetParentPath(path) is { } entry && entry.Length > section.Path.Length)
                if (!left.Keys.Any(key => IsWithin(key, entry)))
                    left[entry] = "";
        return new ConfigurationBuilder().AddInMemoryCollection(left).Build().GetSection(section.Path);
    }

    private static bool IsWithin(string key, string path) =>
        key.Equals(path, StringComparison.OrdinalIgnoreCase) || key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>Checks the values of options and of everything in them; what is wrong goes to <paramref name="mistakes"/>.</summary>
    public static void Check(object options, string path, List<string> mistakes)
    {
        var found = new List<string>();
        CheckAll(options, path, found);
        Add(mistakes, found);
    }

    /// <summary>Adds what was found out about values, but for keys that are told already: one that cannot be read has its default, and what
    /// is wrong with that is no mistake of the settings.</summary>
    public static void Add(List<string> mistakes, IEnumerable<string> found)
    {
        var told = mistakes.Select(KeyOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        mistakes.AddRange(found.Where(mistake => !told.Contains(KeyOf(mistake))).Distinct());
    }

    private static string KeyOf(string mistake) => mistake.Split(": ", 2)[0];

    private static void CheckAll(object options, string path, List<string> mistakes)
    {
        var results = new List<ValidationResult>();
        // The validator asks an object itself only when its attributes are content: everything at once needs both.
        if (
            !Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
            && options is IValidatableObject own
        )
            results = [.. results.Concat(own.Validate(new ValidationContext(options))).DistinctBy(r => r.ErrorMessage)];
        mistakes.AddRange(results.Select(r => $"{path}{string.Join(", ", r.MemberNames)}: {r.ErrorMessage}"));
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0 && property.GetValue(options) is { } value)
                CheckWithin(value, $"{path}{property.Name}:", mistakes);
    }

    private static void CheckWithin(object value, string path, List<string> mistakes)
    {
        if (IsOptions(value))
            CheckAll(value, path, mistakes);
        else if (value is IList list)
            for (var i = 0; i < list.Count; i++)
                if (list[i] is { } entry && IsOptions(entry))
                    CheckAll(entry, $"{path}{i}:", mistakes);
    }

    private static bool IsOptions(object value) =>
        value.GetType() is { IsClass: true, IsArray: false, Namespace: { } space }
        && space.StartsWith(nameof(Cellect), StringComparison.Ordinal);
}
