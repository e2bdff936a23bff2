using System.Collections;
using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Cellect.Data.Settings;

/// <summary>Finds every key of a section that its options lack and every value of a wrong type, where the binder stops at the
/// first.</summary>
internal static class SectionCheck
{
    // Deeper than any options of ours; a file may nest deeper.
    private const int MaxDepth = 12;

    /// <summary>Everything that the binder would refuse: path of the key, and what is wrong with it.</summary>
    public static IEnumerable<(string Path, string Text)> Mistakes(IConfigurationSection section, Type type, int depth = 0)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (depth > MaxDepth)
            return [(section.Path, "nested too deep")];
        if (TypeDescriptor.GetConverter(bare) is var converter && converter.CanConvertFrom(typeof(string)))
            return Value(section, bare, converter);
        if (section.Value is { Length: > 0 })
            return [(section.Path, $"'{Shorten(section.Value)}' where a group of keys is expected")];
        if (typeof(IDictionary).IsAssignableFrom(bare))
            return section.GetChildren().SelectMany(child => Mistakes(child, bare.GetGenericArguments()[1], depth + 1));
        if (typeof(IList).IsAssignableFrom(bare))
            return section
                .GetChildren()
                .SelectMany(child =>
                    int.TryParse(child.Key, out _)
                        ? Mistakes(child, bare.GetElementType() ?? bare.GetGenericArguments()[0], depth + 1)
                        : [(child.Path, "a list is expected")]
                );
        return section.GetChildren().SelectMany(child => Key(child, bare, depth));
    }

    private static IEnumerable<(string Path, string Text)> Key(IConfigurationSection child, Type type, int depth)
    {
        var property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        return property is null ? [(child.Path, NoSuchKey(child.Key, type))] : Mistakes(child, property.PropertyType, depth + 1);
    }

    private static string NoSuchKey(string key, Type type)
    {
        var legal = type.GetProperties().Select(p => p.Name).ToList();
        return $"no such key{Nearest.Hint(key, legal)}; legal are {string.Join(", ", legal)}";
    }

    private static IEnumerable<(string Path, string Text)> Value(IConfigurationSection section, Type type, TypeConverter converter)
    {
        if (section.GetChildren().Any())
            return [(section.Path, "a group of keys where one value is expected")];
        if (section.Value is not { } text || type == typeof(string))
            return [];
        if (Converts(text, type, converter))
            return [];
        var legal =
            type.IsEnum ? string.Join(", ", Enum.GetNames(type))
            : type == typeof(bool) ? "true or false"
            : "a number within its range";
        return [(section.Path, $"'{Shorten(text)}' is not legal; legal is {legal}")];
    }

    private static bool Converts(string text, Type type, TypeConverter converter)
    {
        try
        {
            return text.Length > 0
                && converter.ConvertFromInvariantString(text) is { } value
                && (!type.IsEnum || Enum.IsDefined(type, value));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>A text that may be of any length, for a message.</summary>
    public static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
