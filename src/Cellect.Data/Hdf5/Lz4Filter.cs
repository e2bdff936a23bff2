using System.Buffers.Binary;
using Cellect.Data.Pixels;
using PureHDF.Filters;

namespace Cellect.Data.Hdf5;

/// <summary>HDF5's registered filter 32004, with which newer Imaris packs chunks; reading alone.</summary>
internal sealed class Lz4Filter : IH5Filter
{
    /// <inheritdoc/>
    public ushort FilterId => 32004;

    /// <inheritdoc/>
    public string Name => "lz4";

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public Memory<byte> Filter(FilterInfo info)
    {
        if (!info.Flags.HasFlag(H5FilterFlags.Decompress))
            throw new NotSupportedException("chunks are not packed with lz4 here");
        var packed = info.Buffer.Span;
        var length = packed.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64BigEndian(packed) : 0;
        // Of no chunk can more come out than LZ4 can pack: 255 bytes in one.
        return length <= (ulong)packed.Length * 256 && length <= int.MaxValue && PackedBlocks.Unpack(packed, (int)length, 0) is { } values
            ? values
            : throw new InvalidDataException("a chunk that is packed with lz4 is damaged");
    }

    /// <inheritdoc/>
    public uint[] GetParameters(uint[] chunkDimensions, uint typeSize, Dictionary<string, object>? options) => [];
}
