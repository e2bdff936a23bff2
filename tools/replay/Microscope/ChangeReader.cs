using System.Text.Json;

namespace Cellect.Replay.Microscope;

/// <summary>Reads what a request wants changed, within what this microscope can do.</summary>
internal static class ChangeReader
{
    private const int MaxExtras = 16;

    /// <summary>The state after the change.</summary>
    /// <exception cref="FormatException">It cannot be done; says why. Nothing is changed then.</exception>
    public static MicroscopeState Apply(MicroscopeState state, JsonElement change)
    {
        if (change.ValueKind != JsonValueKind.Object)
            throw new FormatException("change is not a map");
        foreach (var entry in change.EnumerateObject())
            state = Apply(state, entry.Name, entry.Value);
        return state;
    }

    private static MicroscopeState Apply(MicroscopeState state, string name, JsonElement value) =>
        name switch
        {
            _ when value.ValueKind == JsonValueKind.Null => state,
            "interval_s" => state with { IntervalSeconds = Number(name, value, 0.001, 86_400) },
            "power_percent" => state with { PowerPercent = Number(name, value, 0, 100) },
            "exposure_ms" => state with { ExposureMilliseconds = Number(name, value, 0.001, 10_000) },
            "stage_um" => state with { StageMicrometres = Point(name, value, -1e6, 1e6) },
            "region_um"
                when value.ValueKind == JsonValueKind.Object
                    && value.TryGetProperty("origin", out var origin)
                    && value.TryGetProperty("size", out var size) => state with
            {
                RegionOriginMicrometres = Point("origin", origin, -1e6, 1e6),
                RegionSizeMicrometres = Point("size", size, 1e-3, 1e6),
            },
            "extras" => state with { Extras = Extras(state.Extras, value) },
            _ => throw new FormatException(
                $"this microscope cannot change {name}; it knows interval_s, power_percent, exposure_ms, stage_um, region_um and extras"
            ),
        };

    private static double Number(string name, JsonElement value, double low, double high) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= low && number <= high
            ? number
            : throw new FormatException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {value} is not a number from {low} to {high}")
            );

    private static double[] Point(string name, JsonElement value, double low, double high) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3
            ? [Number(name, value[0], low, high), Number(name, value[1], low, high), Number(name, value[2], low, high)]
            : throw new FormatException($"{name} is not [z, y, x]");

    private static Dictionary<string, string> Extras(IReadOnlyDictionary<string, string> before, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new FormatException("extras are not a map");
        var extras = new Dictionary<string, string>(before);
        foreach (var entry in value.EnumerateObject())
            extras[entry.Name] = entry.Value.ToString();
        return extras.Count <= MaxExtras ? extras : throw new FormatException($"more than {MaxExtras} extras");
    }
}
