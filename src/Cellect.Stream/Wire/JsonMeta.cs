using System.Buffers;
using System.Text.Json;
using MessagePack;

namespace Cellect.Stream.Wire;

/// <summary>The keys of a JSON header that mean nothing here, as the MessagePack map that is passed on.</summary>
internal static class JsonMeta
{
    /// <summary>Writes the map; empty when nothing is left.</summary>
    public static byte[] Of(JsonElement root, Func<string, bool> isExtra)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        var extra = 0;
        foreach (var property in root.EnumerateObject())
            extra += isExtra(property.Name) ? 1 : 0;
        if (extra == 0)
            return [];
        writer.WriteMapHeader(extra);
        foreach (var property in root.EnumerateObject())
            if (isExtra(property.Name))
            {
                writer.Write(property.Name);
                Write(ref writer, property.Value);
            }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

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
