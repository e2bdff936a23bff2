using System.Globalization;

namespace Cellect.Data.Regions;

/// <summary>Bounds of what a file of regions may hold.</summary>
internal static class RegionLimits
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxFileBytes = 1 << 20;

    /// <summary>Most regions of a file.</summary>
    public const int MaxRegions = 256;

    /// <summary>Most characters of a name.</summary>
    public const int MaxNameChars = 64;

    /// <summary>Farthest coordinate and longest extent, µm: ten metres.</summary>
    public const double MaxMicrometres = 1e7;

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? Name(string name) =>
        name.Length is >= 1 and <= MaxNameChars
        && name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.')
        && name.Trim() == name
            ? null
            : $"name '{(name.Length > MaxNameChars ? name[..MaxNameChars] + "..." : name)}' must be 1 to "
                + $"{MaxNameChars} letters, digits, spaces, '-', '_' or '.'";

    /// <summary>What is wrong with a place; null when nothing is.</summary>
    public static string? Place(string key, Position place) =>
        place.IsFinite && Math.Abs(place.Z) <= MaxMicrometres && Math.Abs(place.Y) <= MaxMicrometres && Math.Abs(place.X) <= MaxMicrometres
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{key} [{place}] must be three numbers within {MaxMicrometres:0} µm of 0 (z,y,x)"
            );

    /// <summary>What is wrong with an extent; null when nothing is.</summary>
    public static string? Length(string key, double micrometres) =>
        micrometres > 0 && micrometres <= MaxMicrometres
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{key} {micrometres} must be above 0 and at most {MaxMicrometres:0} µm");
}
