using System.IO.Compression;
using System.Text.Json.Nodes;
using K4os.Compression.LZ4;

namespace Cellect.Data.Zarr;

/// <summary>Unpacks the chunks of an array.</summary>
internal sealed class ZarrCodec
{
    private const string Legal = "none, zlib, gzip, zstd, lz4 and blosc (lz4, zlib or zstd)";

    private readonly string _name;

    private ZarrCodec(string name) => _name = name;

    /// <summary>The codec of Zarr 2's <c>compressor</c>.</summary>
    /// <exception cref="InvalidDataException">It is none that is read here.</exception>
    public static ZarrCodec Of(JsonNode? compressor) => Named(compressor is null ? "none" : Text(compressor["id"]));

    /// <summary>The codecs of Zarr 3: <c>bytes</c>, little-endian, then at most one that packs.</summary>
    /// <exception cref="InvalidDataException">Another is among them.</exception>
    public static (ZarrCodec Codec, bool BigEndian) OfAll(JsonArray codecs)
    {
        var (name, bigEndian) = ("none", false);
        foreach (var codec in codecs)
            if (Text(codec?["name"]) is "bytes")
                bigEndian = Text(codec?["configuration"]?["endian"]) == "big";
            else if (Text(codec?["name"]) is not "crc32c" and var packing && name == "none")
                name = packing;
            else
                throw new InvalidDataException($"codecs {codecs.ToJsonString()} are not read; legal is one of {Legal}");
        return (Named(name), bigEndian);
    }

    /// <summary>Unpacks one chunk.</summary>
    /// <param name="packed">The file.</param>
    /// <param name="values">Exactly the chunk's bytes.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged or has another length.</exception>
    public void Unpack(ReadOnlyMemory<byte> packed, Span<byte> values)
    {
        var written = _name switch
        {
            "none" => Copy(packed.Span, values),
            "zstd" => ZstdChunk.Unpack(packed.Span, values),
            // numcodecs puts the length before the block.
            "lz4" => packed.Length < 4 ? -1 : LZ4Codec.Decode(packed.Span[4..], values),
            "blosc" => Blosc(packed.Span, values),
            _ => Inflate(packed, values),
        };
        if (written != values.Length)
            throw new InvalidDataException(
                $"chunk of {packed.Length} bytes ({_name}) gives {written} bytes, the array asks for {values.Length}"
            );
    }

    private static int Copy(ReadOnlySpan<byte> packed, Span<byte> values)
    {
        if (packed.Length == values.Length)
            packed.CopyTo(values);
        return packed.Length;
    }

    private static int Blosc(ReadOnlySpan<byte> packed, Span<byte> values)
    {
        BloscFrame.Unpack(packed, values);
        return values.Length;
    }

    private int Inflate(ReadOnlyMemory<byte> packed, Span<byte> values)
    {
        var stream = new MemoryStream(packed.ToArray());
        using Stream inflating =
            _name == "gzip" ? new GZipStream(stream, CompressionMode.Decompress) : new ZLibStream(stream, CompressionMode.Decompress);
        return inflating.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
    }

    private static ZarrCodec Named(string name) =>
        name is "none" or "zlib" or "gzip" or "zstd" or "lz4" or "blosc"
            ? new ZarrCodec(name)
            : throw new InvalidDataException($"packing '{name}' is not read; legal are {Legal}");

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
