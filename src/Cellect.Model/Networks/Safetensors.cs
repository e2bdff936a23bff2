using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Cellect.Model.Networks;

/// <summary>
/// The safetensors container: 8 bytes header length, a JSON header, raw little-endian values. Reading executes nothing.
/// </summary>
internal static class Safetensors
{
    private const long MaxHeaderBytes = 16 << 20;
    private const long MaxFileBytes = 4L << 30;

    /// <summary>Writes float32 and int64 tensors by name, replacing the file in one step.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = new JsonObject
        {
            ["__metadata__"] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))),
        };
        long offset = 0;
        foreach (var (name, value) in tensors)
        {
            var bytes = value.NumberOfElements * value.ElementSize;
            header[name] = new JsonObject
            {
                ["dtype"] = value.dtype == ScalarType.Int64 ? "I64" : "F32",
                ["shape"] = new JsonArray(value.shape.Select(s => (JsonNode)s).ToArray()),
                ["data_offsets"] = new JsonArray(offset, offset + bytes),
            };
            offset += bytes;
        }

        var temporary = path + ".tmp";
        using (var file = File.Create(temporary))
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(header);
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
            file.Write(length);
            file.Write(json);
            foreach (var value in tensors.Values)
                file.Write(Bytes(value));
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads every tensor; the caller disposes them.</summary>
    /// <exception cref="InvalidDataException">The file is not a safetensors file, or says of itself what its length does not bear
    /// out.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(string path)
    {
        using var file = File.OpenRead(path);
        Require(file.Length is >= 10 and <= MaxFileBytes, path, $"is {file.Length} bytes long, must be 10 to {MaxFileBytes}");
        Span<byte> lengthBytes = stackalloc byte[8];
        file.ReadExactly(lengthBytes);
        var headerLength = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        Require(
            headerLength is > 1 and <= MaxHeaderBytes && headerLength <= file.Length - 8,
            path,
            $"claims a header of {headerLength} bytes"
        );
        var json = new byte[headerLength];
        file.ReadExactly(json);

        var tensors = new Dictionary<string, Tensor>();
        var metadata = new Dictionary<string, string>();
        try
        {
            using var header = JsonDocument.Parse(json);
            foreach (var entry in header.RootElement.EnumerateObject())
                if (entry.Name == "__metadata__")
                    metadata = entry.Value.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString() ?? "");
                else
                    tensors[entry.Name] = ReadTensor(file, path, entry, 8 + headerLength);
            return (tensors, metadata);
        }
        catch (Exception e)
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            if (
                e
                is JsonException
                    or KeyNotFoundException
                    or ArgumentException
                    or InvalidOperationException
                    or FormatException
                    or OverflowException
            )
                throw new InvalidDataException($"{path} has a header that cannot be read: {e.Message}", e);
            throw;
        }
    }

    private static Tensor ReadTensor(FileStream file, string path, JsonProperty entry, long dataStart)
    {
        var type = entry.Value.GetProperty("dtype").GetString();
        var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64()).ToArray();
        var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(s => s.GetInt64()).ToArray();
        Require(type is "F32" or "I64", path, $"holds {entry.Name} of type {type}; only F32 and I64 are read");
        Require(
            shape.Length <= 8 && shape.All(s => s is >= 0 and <= int.MaxValue),
            path,
            $"holds {entry.Name} of shape [{string.Join(", ", shape)}]"
        );
        long count = 1;
        foreach (var side in shape)
            count = checked(count * side);
        var bytes = checked(count * (type == "F32" ? 4 : 8));
        Require(
            offsets.Length == 2 && offsets[0] >= 0 && offsets[1] - offsets[0] == bytes && dataStart + offsets[1] <= file.Length,
            path,
            $"holds {entry.Name} whose {bytes} bytes do not fit its offsets or the file"
        );

        file.Position = dataStart + offsets[0];
        if (type == "I64")
        {
            var integers = new long[count];
            file.ReadExactly(MemoryMarshal.AsBytes(integers.AsSpan()));
            return tensor(integers, shape);
        }

        var values = new float[count];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        var wrong = Array.FindIndex(values, v => !float.IsFinite(v));
        Require(wrong < 0, path, wrong < 0 ? "" : $"holds {entry.Name} whose value {wrong} is {values[wrong]}, not a finite number");
        return tensor(values, shape);
    }

    private static byte[] Bytes(Tensor value)
    {
        using var onProcessor = value.detach().cpu().contiguous();
        return onProcessor.bytes.ToArray();
    }

    private static void Require(bool holds, string path, string what)
    {
        if (!holds)
            throw new InvalidDataException($"{path} {what}; take the file from its source again");
    }
}
