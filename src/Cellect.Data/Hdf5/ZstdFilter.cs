using Cellect.Data.Zarr;
using PureHDF.Filters;

namespace Cellect.Data.Hdf5;

/// <summary>HDF5's registered filter 32015, Zstandard; reading alone.</summary>
internal sealed class ZstdFilter : IH5Filter
{
    /// <inheritdoc/>
    public ushort FilterId => 32015;

    /// <inheritdoc/>
    public string Name => "zstd";

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public Memory<byte> Filter(FilterInfo info)
    {
        if (!info.Flags.HasFlag(H5FilterFlags.Decompress))
            throw new NotSupportedException("chunks are not packed with zstd here");
        var packed = info.Buffer.Span;
        // Never more memory than the chunk has by the dataset's own word.
        if (ZstdChunk.LengthOf(packed) is var length && length <= (ulong)info.ChunkSize)
        {
            var values = new byte[length];
            if (ZstdChunk.Unpack(packed, values) == values.Length)
                return values;
        }

        throw new InvalidDataException("a chunk that is packed with zstd is damaged");
    }

    /// <inheritdoc/>
    public uint[] GetParameters(uint[] chunkDimensions, uint typeSize, Dictionary<string, object>? options) => [];
}
