using System.Diagnostics.CodeAnalysis;
using K4os.Compression.LZ4;
using ZstdSharp;

namespace Cellect.Data.Pixels;

/// <summary>Unpacks pixel parts straight into their place in a volume. Not thread-safe.</summary>
public sealed class PixelDecoder : IDisposable
{
    private readonly Decompressor _zstd = new();

    /// <summary>Fills <paramref name="voxels"/> from one part. On failure their content is undefined.</summary>
    /// <param name="compression">What the message's header announces.</param>
    /// <param name="part">The part as received.</param>
    /// <param name="voxels">Exactly the voxels that the part must hold; nothing is written beyond them.</param>
    /// <param name="fault">What is wrong with the part.</param>
    /// <returns>False when the part does not hold exactly those voxels.</returns>
    public bool TryDecode(Compression compression, ReadOnlySpan<byte> part, Span<byte> voxels, [NotNullWhen(false)] out Malformed? fault)
    {
        if (compression == Compression.None)
            return TryCopy(part, voxels, out fault);
        var written = compression == Compression.Lz4 ? LZ4Codec.Decode(part, voxels) : Unwrap(part, voxels);
        fault =
            written == voxels.Length
                ? null
                : new Malformed(
                    MalformedReason.BadCompression,
                    written < 0
                        ? $"part of {part.Length} bytes is not {compression} data for {voxels.Length} bytes; lz4 is "
                            + $"one block without a stored size, zstd one frame"
                        : $"part of {part.Length} bytes unpacks to {written} bytes, shape and dtype ask for {voxels.Length}"
                );
        return fault is null;
    }

    /// <inheritdoc/>
    public void Dispose() => _zstd.Dispose();

    private static bool TryCopy(ReadOnlySpan<byte> part, Span<byte> voxels, [NotNullWhen(false)] out Malformed? fault)
    {
        fault =
            part.Length == voxels.Length
                ? null
                : new Malformed(MalformedReason.PartSize, $"pixel part has {part.Length} bytes, shape and dtype ask for {voxels.Length}");
        if (fault is null)
            part.CopyTo(voxels);
        return fault is null;
    }

    private int Unwrap(ReadOnlySpan<byte> part, Span<byte> voxels)
    {
        try
        {
            return _zstd.Unwrap(part, voxels);
        }
        catch (ZstdException)
        {
            return -1;
        }
    }
}
