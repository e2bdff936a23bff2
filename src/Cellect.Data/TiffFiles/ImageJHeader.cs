using System.Globalization;

namespace Cellect.Data.TiffFiles;

/// <summary>The lines <c>key=value</c> that ImageJ and Fiji write into the description of the first page.</summary>
/// <param name="Images">Number of pages; 1 when not said.</param>
/// <param name="Frames">Time points; 1 when not said.</param>
/// <param name="Slices">z slices; 1 when not said.</param>
/// <param name="Channels">Channels; 1 when not said.</param>
/// <param name="SpacingMicrometres">Distance of slices, µm; null when not said or in no unit of length.</param>
/// <param name="UnitMicrometres">Length of the unit, µm; null when not said or no length.</param>
/// <param name="Interval">Time between frames; null when not said, or in a unit that is not known.</param>
/// <param name="Order">Axes of the pages, fastest first, such as <c>zct</c>; <c>czt</c> when not said.</param>
internal sealed record ImageJHeader(
    int Images,
    int Frames,
    int Slices,
    int Channels,
    double? SpacingMicrometres,
    double? UnitMicrometres,
    TimeSpan? Interval,
    string Order
)
{
    /// <returns>Null when the file is not ImageJ's.</returns>
    public static ImageJHeader? Find(TiffFile file)
    {
        if (!file.Description.StartsWith("ImageJ=", StringComparison.Ordinal))
            return null;
        var values = new Dictionary<string, string>();
        foreach (var line in file.Description.Split('\n', StringSplitOptions.TrimEntries))
            if (line.IndexOf('=') is > 0 and var at)
                values[line[..at]] = line[(at + 1)..];
        var unit = LengthUnits.Micrometres(values.GetValueOrDefault("unit", ""));
        return new ImageJHeader(
            Count("images"),
            Count("frames"),
            Count("slices"),
            Count("channels"),
            Positive("spacing") * unit,
            unit,
            Positive("finterval") * LengthUnits.Seconds(values.GetValueOrDefault("tunit", "s")) is > 0 and < 1e9 and var seconds
                ? TimeSpan.FromSeconds(seconds)
                : null,
            values.GetValueOrDefault("order", TiffAxes.UsualOrder)
        );

        int Count(string key) =>
            values.TryGetValue(key, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : 1;

        double? Positive(string key) =>
            values.TryGetValue(key, out var text)
            && double.TryParse(text, CultureInfo.InvariantCulture, out var n)
            && double.IsFinite(n)
            && n != 0
                ? Math.Abs(n)
                : null;
    }
}
