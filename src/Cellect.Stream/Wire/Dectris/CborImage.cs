using System.Formats.Cbor;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire.Dectris;

/// <summary>A typed array (RFC 8746) with its extents, packed or not.</summary>
/// <param name="Extents">Length of each axis, slowest first.</param>
/// <param name="Tag">Its CBOR tag, which is its type.</param>
/// <param name="Packing">Empty, <c>lz4</c> or <c>bslz4</c>.</param>
/// <param name="ElementBytes">Bytes of a value, where it is packed.</param>
/// <param name="Data">The bytes.</param>
internal sealed record CborImage(int[] Extents, ulong Tag, string Packing, int ElementBytes, ReadOnlyMemory<byte> Data)
{
    private const CborTag Packed = (CborTag)56500;

    /// <summary>How a value is stored; null for a type that is not read.</summary>
    public PixelLayout? Layout =>
        Tag switch
        {
            64 => new PixelLayout(VoxelType.UInt8),
            65 => new PixelLayout(VoxelType.UInt16, Swapped: true),
            69 => new PixelLayout(VoxelType.UInt16),
            73 => new PixelLayout(VoxelType.UInt16, Swapped: true, Signed: true),
            77 => new PixelLayout(VoxelType.UInt16, Signed: true),
            81 => new PixelLayout(VoxelType.Float32, Swapped: true),
            85 => new PixelLayout(VoxelType.Float32),
            _ => null,
        };

    /// <summary>Reads the tagged array.</summary>
    public static CborImage Read(CborReader reader, int[] extents)
    {
        var type = (ulong)reader.ReadTag();
        if (reader.PeekState() == CborReaderState.ByteString)
            return new CborImage(extents, type, "", 0, reader.ReadDefiniteLengthByteString());
        if (reader.ReadTag() != Packed || reader.ReadStartArray() != 3)
            throw new FormatException("pixels that are neither bytes nor packed (tag 56500)");
        var packing = reader.ReadTextString();
        var size = reader.ReadInt32();
        var data = reader.ReadDefiniteLengthByteString();
        reader.ReadEndArray();
        return new CborImage(extents, type, packing, size, data);
    }

    /// <summary>The values, of exactly so many bytes; null when they do not unpack to that.</summary>
    /// <param name="bytes">At most the limit of a volume.</param>
    public byte[]? Unpack(long bytes) =>
        Packing switch
        {
            "" => Data.Length == bytes ? Data.ToArray() : null,
            "lz4" => PackedBlocks.Unpack(Data.Span, (int)bytes, 0),
            "bslz4" when ElementBytes is 1 or 2 or 4 or 8 => PackedBlocks.Unpack(Data.Span, (int)bytes, ElementBytes),
            _ => null,
        };
}
