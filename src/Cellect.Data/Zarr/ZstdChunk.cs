using ZstdSharp;

namespace Cellect.Data.Zarr;

/// <summary>One Zstandard frame of a known length.</summary>
internal static class ZstdChunk
{
    /// <summary>Unpacks a frame.</summary>
    /// <returns>Bytes written; -1 for damaged data.</returns>
    public static int Unpack(ReadOnlySpan<byte> packed, Span<byte> values)
    {
        try
        {
            using var decompressor = new Decompressor();
            return decompressor.Unwrap(packed, values);
        }
        catch (ZstdException)
        {
            return -1;
        }
    }
}
