using System.Globalization;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Adapters;

/// <summary>Which lines a change is sent as.</summary>
internal static class SerialLines
{
    /// <summary>The lines in a fixed order: power first, so that a change to less light is not held up by the others.</summary>
    /// <param name="change">What to change.</param>
    /// <param name="key">Idempotency key.</param>
    /// <param name="templates">Lines by the name of the setting.</param>
    /// <param name="refusal">Why nothing may be sent; null when all is well.</param>
    public static IReadOnlyList<string> Of(
        MicroscopeSettings change,
        string key,
        IReadOnlyDictionary<string, string> templates,
        out string? refusal
    )
    {
        var lines = new List<string>();
        foreach (var (name, values) in Values(change))
        {
            if (!templates.TryGetValue(name, out var line))
            {
                refusal = $"there is no line for {name}; add Serial:Lines:{name}, or leave it out of the action";
                return [];
            }

            foreach (var (mark, value) in values)
                line = line.Replace($"{{{mark}}}", value, StringComparison.Ordinal);
            lines.Add(line.Replace("{key}", key, StringComparison.Ordinal));
        }

        refusal = null;
        return lines;
    }

    /// <summary>True when every line that a change is sent as carries the key, so that the device can tell a repetition.</summary>
    public static bool AllCarryTheKey(MicroscopeSettings change, IReadOnlyDictionary<string, string> templates) =>
        Values(change).All(v => templates.TryGetValue(v.Name, out var line) && line.Contains("{key}", StringComparison.Ordinal));

    private static IEnumerable<(string Name, (string Mark, string Value)[] Values)> Values(MicroscopeSettings change)
    {
        if (change.PowerPercent is { } power)
            yield return ("power_percent", [("value", Text(power))]);
        if (change.ExposureMilliseconds is { } exposure)
            yield return ("exposure_ms", [("value", Text(exposure))]);
        if (change.StageMicrometres is { } stage)
            yield return ("stage_um", [("value", stage.ToString()), ("z", Text(stage.Z)), ("y", Text(stage.Y)), ("x", Text(stage.X))]);
        if (change.Region is { } region)
        {
            var (origin, size) = (region.OriginMicrometres, region.SizeMicrometres);
            yield return (
                "region_um",
                [
                    ("value", $"{origin},{size}"),
                    ("z", Text(origin.Z)),
                    ("y", Text(origin.Y)),
                    ("x", Text(origin.X)),
                    ("sz", Text(size.Z)),
                    ("sy", Text(size.Y)),
                    ("sx", Text(size.X)),
                ]
            );
        }

        if (change.IntervalSeconds is { } interval)
            yield return ("interval_s", [("value", Text(interval))]);
        foreach (var (name, text) in change.Extras)
            yield return (name, [("value", text)]);
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
