using System.Text.Json;

namespace Cellect.Triggers.Actions;

/// <summary>Settings as the map of docs/microscope.md: <c>interval_s</c>, <c>power_percent</c>, <c>exposure_ms</c>, <c>stage_um</c>,
/// <c>region_um</c>, <c>extras</c>.</summary>
internal static class SettingsJson
{
    /// <summary>Writes a map; what is null is left out.</summary>
    public static void Write(Utf8JsonWriter json, MicroscopeSettings settings)
    {
        json.WriteStartObject();
        Write(json, "interval_s", settings.IntervalSeconds);
        Write(json, "power_percent", settings.PowerPercent);
        Write(json, "exposure_ms", settings.ExposureMilliseconds);
        if (settings.StageMicrometres is { } stage)
            Write(json, "stage_um", stage);
        if (settings.Region is { } region)
        {
            json.WriteStartObject("region_um");
            Write(json, "origin", region.OriginMicrometres);
            Write(json, "size", region.SizeMicrometres);
            json.WriteEndObject();
        }

        if (settings.Extras.Count > 0)
        {
            json.WriteStartObject("extras");
            foreach (var (name, text) in settings.Extras)
                json.WriteString(name, text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes <c>[z, y, x]</c>.</summary>
    public static void Write(Utf8JsonWriter json, string name, Point3 point)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(point.Z);
        json.WriteNumberValue(point.Y);
        json.WriteNumberValue(point.X);
        json.WriteEndArray();
    }

    /// <summary>Reads a map; unknown keys are passed over, null is as absent.</summary>
    /// <exception cref="FormatException">Says which key is not what it must be.</exception>
    public static MicroscopeSettings Read(JsonElement map)
    {
        if (map.ValueKind != JsonValueKind.Object)
            throw new FormatException("settings are not a map");
        return new MicroscopeSettings
        {
            IntervalSeconds = Number(map, "interval_s"),
            PowerPercent = Number(map, "power_percent"),
            ExposureMilliseconds = Number(map, "exposure_ms"),
            StageMicrometres = Point(map, "stage_um"),
            Region = Find(map, "region_um") is { } region
                ? new ImagedRegion(RequiredPoint(region, "origin"), RequiredPoint(region, "size"))
                : null,
            Extras = Find(map, "extras") is { } extras ? ReadExtras(extras) : MicroscopeSettings.None.Extras,
        };
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private static JsonElement? Find(JsonElement map, string name) =>
        map.ValueKind != JsonValueKind.Object ? throw new FormatException($"what should hold {name} is not a map")
        : map.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && !IsEmptyArray(value) ? value
        : null;

    // MATLAB writes [] for everything that is empty.
    private static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    private static double? Number(JsonElement map, string name) => Find(map, name) is { } value ? Finite(value, name) : null;

    private static double Finite(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"{name} is not a finite number");

    private static Point3 RequiredPoint(JsonElement map, string name) =>
        Point(map, name) ?? throw new FormatException($"region_um lacks {name}");

    private static Point3? Point(JsonElement map, string name)
    {
        if (Find(map, name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3
            ? new Point3(Finite(value[0], name), Finite(value[1], name), Finite(value[2], name))
            : throw new FormatException($"{name} is not [z, y, x]");
    }

    private static Dictionary<string, string> ReadExtras(JsonElement map)
    {
        if (map.ValueKind != JsonValueKind.Object)
            throw new FormatException("extras are not a map");
        var extras = new Dictionary<string, string>();
        foreach (var entry in map.EnumerateObject())
        {
            if (extras.Count >= MicroscopeSettings.MaxExtras)
                throw new FormatException($"more than {MicroscopeSettings.MaxExtras} extras");
            extras[entry.Name] = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : entry.Value.GetRawText();
        }

        return ExtraRules.Mistake(extras) is { } mistake ? throw new FormatException(mistake) : extras;
    }
}
