using ZstdSharp;

namespace Cellect.Data.Zarr;

/// <summary>One Zstandard frame of a known length.</summary>
internal static class ZstdChunk
{
    /// <summary>Bytes that a frame says it holds; <see cref="ulong.MaxValue"/> where it says nothing or is damaged.</summary>
    public static ulong LengthOf(ReadOnlySpan<byte> packed)
    {
        try
        {
            return Decompressor.GetDecompressedSize(packed);
        }
        catch (ZstdException)
        {
            return ulong.MaxValue;
        }
    }

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
