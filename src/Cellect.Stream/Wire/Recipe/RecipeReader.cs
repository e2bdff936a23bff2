using System.Text.Json;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire.Recipe;

/// <summary>
/// Reads the JSON header of an array, as the pyzmq documentation sends it: <c>{"dtype": "uint16", "shape": [z, y, x]}</c>, and where the
/// sender knows them <c>t</c>, <c>c</c>, <c>z</c>, <c>planes</c>, <c>voxel_um</c>, <c>origin_um</c> and <c>exposure_end_ns</c>.
/// </summary>
internal static class RecipeReader
{
    private const string Legal = "the recipe is {\"dtype\": \"uint16\", \"shape\": [z, y, x]}";

    /// <summary>Reads a header.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static Malformed? Read(ReadOnlyMemory<byte> part, HeaderRules rules, int maxDepth, out ImageMessage? message)
    {
        message = null;
        try
        {
            using var json = LenientJson.Parse(part, maxDepth);
            return Read(json.RootElement, rules, out message);
        }
        // InvalidOperation: half of a surrogate pair in a text.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Malformed(MalformedReason.Garbage, $"part 0 begins like JSON and is none: {e.Message}");
        }
    }

    private static Malformed? Read(JsonElement root, HeaderRules rules, out ImageMessage? message)
    {
        message = null;
        if (root.ValueKind != JsonValueKind.Object)
            return new Malformed(MalformedReason.Garbage, $"the JSON of part 0 is {LenientJson.Describe(root)}; {Legal}");
        if (!root.TryGetProperty("dtype", out var dtype))
            return new Malformed(MalformedReason.MissingKey, $"JSON header without 'dtype'; {Legal}");
        if (!root.TryGetProperty("shape", out var shape))
            return new Malformed(MalformedReason.MissingKey, $"JSON header without 'shape'; {Legal}");
        if (dtype.ValueKind != JsonValueKind.String || ArrayHeader.LayoutOf(dtype.GetString()!) is not { } layout)
            return ArrayHeader.BadDtype(LenientJson.Describe(dtype));
        if (ArrayHeader.Extents(shape) is not { } extents)
            return ArrayHeader.BadShape(LenientJson.Describe(shape));
        if (Places(root, out var t, out var c, out var z, out var planes) is { } bad)
            return bad;
        var header = new ArrayHeader
        {
            Layout = layout,
            Shape = new VolumeShape(extents.Length > 2 ? extents[^3] : 1, extents[^2], extents[^1]),
            Channels = extents.Length == 4 ? extents[0] : 1,
            IsSlice = extents.Length == 2 || (extents.Length == 3 && extents[0] == 1 && z is not null),
            T = t,
            C = c ?? 0,
            Z = z,
            Planes = planes ?? 0,
            Voxel = Triple(root, "voxel_um") is var (vz, vy, vx) ? new VoxelSize(vz, vy, vx) : null,
            Origin = Triple(root, "origin_um"),
            ExposureEndNs = root.TryGetProperty("exposure_end_ns", out var stamp) ? ArrayHeader.Whole(stamp) ?? 0 : 0,
        };
        return header.ToMessage(rules, JsonMeta.Of(root, IsExtra), out message);
    }

    private static Malformed? Places(JsonElement root, out int? t, out int? c, out int? z, out int? planes)
    {
        (t, c, z, planes) = (null, null, null, null);
        foreach (var key in new[] { "t", "c", "z", "planes" })
        {
            if (!root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
                continue;
            if (ArrayHeader.Whole(value) is not (>= 0 and <= int.MaxValue and var whole))
                return new Malformed(MalformedReason.BadValue, $"{key} is {LenientJson.Describe(value)}; it must be a whole number from 0");
            _ = key switch
            {
                "t" => t = (int)whole,
                "c" => c = (int)whole,
                "z" => z = (int)whole,
                _ => planes = (int)whole,
            };
        }

        return null;
    }

    // A value of another kind is the sender's own business: it is passed on, and does not cost the volume.
    private static (double Z, double Y, double X)? Triple(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out var value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 3)
            return null;
        Span<double> three = [0, 0, 0];
        var i = 0;
        foreach (var item in value.EnumerateArray())
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out three[i++]) || !double.IsFinite(three[i - 1]))
                return null;
        return (three[0], three[1], three[2]);
    }

    private static bool IsExtra(string key) =>
        key is not ("dtype" or "shape" or "t" or "c" or "z" or "planes" or "voxel_um" or "origin_um" or "exposure_end_ns");
}
