using K4os.Compression.LZ4;
using ZstdSharp;

namespace Cellect.Data.Pixels;

/// <summary>Packs one pixel part.</summary>
public static class PixelEncoder
{
    /// <summary>A pixel part for the wire.</summary>
    /// <param name="voxels">A whole volume or one slice: little-endian, C order (z, y, x).</param>
    /// <param name="compression">What the message's header announces.</param>
    public static byte[] Encode(ReadOnlySpan<byte> voxels, Compression compression) =>
        compression switch
        {
            Compression.None => voxels.ToArray(),
            Compression.Lz4 => Lz4(voxels),
            Compression.Zstd => Zstd(voxels),
            _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "not a compression of this protocol"),
        };

    private static byte[] Lz4(ReadOnlySpan<byte> voxels)
    {
        var packed = new byte[LZ4Codec.MaximumOutputSize(voxels.Length)];
        var size = LZ4Codec.Encode(voxels, packed);
        return packed[..size];
    }

    private static byte[] Zstd(ReadOnlySpan<byte> voxels)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(voxels).ToArray();
    }
}
