using System.Text.Json;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire.Array1;

/// <summary>
/// <c>array-1.0</c>, as PSI's beamlines and EPICS areaDetector's ADZMQ send it: JSON <c>{"htype": "array-1.0", "type": "uint16", "shape":
/// [...], "frame": n, "timeStamp": s, "encoding": ..., "ndattr": {...}}</c> and the array. <c>frame</c> counts from the start of the
/// camera, so the receiver counts the time points; in <c>ndattr</c> the attributes t, c, z, planes and voxel_um are taken where they are.
/// </summary>
internal sealed class Array1Dialect(HeaderRules rules, WireLimits limits) : IDialect
{
    public string Name => "array-1.0";

    public bool Recognises(ReadOnlySpan<byte> first) => first is [(byte)'{', ..] && first.IndexOf("\"htype\""u8) >= 0;

    public Malformed? Read(ReadOnlyMemory<byte> first, IPartSource parts, List<Reading> readings)
    {
        try
        {
            using var json = LenientJson.Parse(first, limits.MaxDepth);
            return Read(json.RootElement, parts, readings);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Malformed(MalformedReason.Garbage, $"part 0 begins like array-1.0 and is no JSON: {e.Message}");
        }
    }

    private Malformed? Read(JsonElement root, IPartSource parts, List<Reading> readings)
    {
        var htype = root.TryGetProperty("htype", out var kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString()! : "";
        // MAX IV's streaming receiver frames its images with these two.
        if (htype is "header" or "series_end")
            return null;
        if (htype is not ("array-1.0" or "image"))
            return new Malformed(MalformedReason.UnknownType, $"htype is '{htype}'; legal is array-1.0");
        if (root.TryGetProperty("encoding", out var encoding) && encoding.GetString() is { Length: > 0 } packing and not "none")
            return new Malformed(
                MalformedReason.UnknownCompression,
                $"encoding is '{packing}'; send it without (areaDetector: no codec plugin)"
            );
        if (!TryText(root, "type", out var type) || ArrayHeader.LayoutOf(type) is not { } layout)
            return ArrayHeader.BadDtype(root.TryGetProperty("type", out var found) ? LenientJson.Describe(found) : "not told");
        if (!root.TryGetProperty("shape", out var shape) || ArrayHeader.Extents(shape) is not { } extents)
            return ArrayHeader.BadShape(root.TryGetProperty("shape", out var told) ? LenientJson.Describe(told) : "not told");
        var attributes = root.TryGetProperty("ndattr", out var nd) && nd.ValueKind == JsonValueKind.Object ? nd : default;
        var header = new ArrayHeader
        {
            Layout = layout,
            Shape = new VolumeShape(extents.Length > 2 ? extents[^3] : 1, extents[^2], extents[^1]),
            Channels = extents.Length == 4 ? extents[0] : 1,
            IsSlice = extents.Length == 2,
            T = Attribute(attributes, "t"),
            C = Attribute(attributes, "c") ?? 0,
            Z = extents.Length == 2 ? Attribute(attributes, "z") : null,
            Planes = Attribute(attributes, "planes") ?? 0,
            ExposureEndNs = Stamp(root),
        };
        var fault = header.ToMessage(rules, JsonMeta.Of(root, key => key is "frame" or "ndattr" or "timeStamp"), out var message);
        if (message is not null)
            readings.Add(new Reading(message, parts));
        return fault;
    }

    private static bool TryText(JsonElement root, string key, out string text)
    {
        text = root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return text.Length > 0;
    }

    private static int? Attribute(JsonElement attributes, string key) =>
        attributes.ValueKind == JsonValueKind.Object
        && attributes.TryGetProperty(key, out var value)
        && ArrayHeader.Whole(value) is >= 0 and <= int.MaxValue and var whole
            ? (int)whole
            : null;

    // Seconds since 1970, or since EPICS' own 1990.
    private static long Stamp(JsonElement root)
    {
        const double Epics = 631_152_000,
            Oldest = 1e9;
        if (!root.TryGetProperty("timeStamp", out var value) || value.ValueKind != JsonValueKind.Number)
            return 0;
        var seconds = value.GetDouble();
        if (seconds is > 5e8 and < Oldest)
            seconds += Epics;
        return seconds is >= Oldest and < 9e9 ? (long)(seconds * 1e9) : 0;
    }
}
