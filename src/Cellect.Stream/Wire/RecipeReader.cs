using System.Buffers;
using System.Text.Json;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Stream.Wire;

/// <summary>
/// Reads part 0 of the array recipe of the pyzmq documentation: JSON <c>{"dtype": "uint16", "shape": [z, y, x]}</c>.
/// </summary>
/// <remarks>Throws what the JSON reader throws; <see cref="WireDecoder"/> turns that into a value.</remarks>
internal static class RecipeReader
{
    public static Malformed? Read(ReadOnlyMemory<byte> part, HeaderRules rules, int maxDepth, out VolumeMessage? message)
    {
        message = null;
        using var json = JsonDocument.Parse(part, new JsonDocumentOptions { MaxDepth = maxDepth });
        if (!json.RootElement.TryGetProperty("dtype", out var dtype))
            return new Malformed(
                MalformedReason.MissingKey,
                "JSON header without 'dtype'; the recipe is {\"dtype\": \"uint16\", \"shape\": [z, y, x]}"
            );
        if (!json.RootElement.TryGetProperty("shape", out var extents))
            return new Malformed(
                MalformedReason.MissingKey,
                "JSON header without 'shape'; the recipe is {\"dtype\": \"uint16\", \"shape\": [z, y, x]}"
            );
        if (dtype.ValueKind != JsonValueKind.String || Type(dtype.GetString()!) is not { } type)
            return new Malformed(
                MalformedReason.UnknownDtype,
                "dtype of the JSON header is not one of uint8, uint16, float32 (little-endian)"
            );
        if (Shape(extents) is not { } shape)
            return new Malformed(
                MalformedReason.BadValue,
                "shape of the JSON header is not [z, y, x] or [y, x] with whole numbers of at least 1"
            );
        if (rules.TooLarge(shape, type) is { } detail)
            return new Malformed(MalformedReason.TooLarge, detail);
        message = new VolumeMessage
        {
            Series = "",
            T = 0,
            Shape = shape,
            Type = type,
            Meta = Meta(json.RootElement),
        };
        return null;
    }

    private static VoxelType? Type(string dtype) =>
        dtype switch
        {
            "uint8" or "|u1" or "<u1" or "u1" => VoxelType.UInt8,
            "uint16" or "<u2" or "u2" => VoxelType.UInt16,
            "float32" or "<f4" or "f4" => VoxelType.Float32,
            _ => null,
        };

    private static VolumeShape? Shape(JsonElement extents)
    {
        if (extents.ValueKind != JsonValueKind.Array || extents.GetArrayLength() is not (2 or 3))
            return null;
        Span<int> zyx = [1, 1, 1];
        var axis = 3 - extents.GetArrayLength();
        foreach (var extent in extents.EnumerateArray())
            if (extent.ValueKind != JsonValueKind.Number || !extent.TryGetInt32(out zyx[axis]) || zyx[axis++] < 1)
                return null;
        return new VolumeShape(zyx[0], zyx[1], zyx[2]);
    }

    private static byte[] Meta(JsonElement root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        var extra = 0;
        foreach (var property in root.EnumerateObject())
            extra += IsExtra(property) ? 1 : 0;
        if (extra == 0)
            return [];
        writer.WriteMapHeader(extra);
        foreach (var property in root.EnumerateObject())
            if (IsExtra(property))
            {
                writer.Write(property.Name);
                Write(ref writer, property.Value);
            }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsExtra(JsonProperty property) => property.Name is not ("dtype" or "shape");

    private static void Write(ref MessagePackWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteMapHeader(value.GetPropertyCount());
                foreach (var property in value.EnumerateObject())
                {
                    writer.Write(property.Name);
                    Write(ref writer, property.Value);
                }

                break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(value.GetArrayLength());
                foreach (var item in value.EnumerateArray())
                    Write(ref writer, item);
                break;
            case JsonValueKind.String:
                writer.Write(value.GetString());
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var whole):
                writer.Write(whole);
                break;
            case JsonValueKind.Number:
                writer.Write(value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Write(value.GetBoolean());
                break;
            default:
                writer.WriteNil();
                break;
        }
    }
}
