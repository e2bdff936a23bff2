using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Cellect.Data.Volumes;

/// <summary>
/// How foreign voxels become ours. Signed 16-bit values are moved up by 32768 (-32768 becomes 0, 0 becomes 32768), which loses nothing
/// and is undone by taking 32768 off again.
/// </summary>
/// <param name="Type">How a voxel is stored here.</param>
/// <param name="Swapped">The bytes of a value are big-endian.</param>
/// <param name="Signed">16-bit values are signed.</param>
internal readonly record struct PixelLayout(VoxelType Type, bool Swapped = false, bool Signed = false)
{
    /// <summary>What can be read, for error messages.</summary>
    public const string Legal = "legal are uint8, uint16, int16 and float32";

    /// <summary>The layout of a numpy name without its byte order; null for one that is not read.</summary>
    public static PixelLayout? Of(string name, bool bigEndian) =>
        name switch
        {
            "uint8" or "u1" => new PixelLayout(VoxelType.UInt8),
            "uint16" or "u2" => new PixelLayout(VoxelType.UInt16, bigEndian),
            "int16" or "i2" => new PixelLayout(VoxelType.UInt16, bigEndian, Signed: true),
            "float32" or "f4" => new PixelLayout(VoxelType.Float32, bigEndian),
            _ => null,
        };

    /// <summary>Makes voxels as they came into voxels as they are kept, in place.</summary>
    public void Adopt(Span<byte> voxels)
    {
        if (Swapped && Type == VoxelType.UInt16)
        {
            var values = MemoryMarshal.Cast<byte, ushort>(voxels);
            BinaryPrimitives.ReverseEndianness(values, values);
        }
        else if (Swapped && Type == VoxelType.Float32)
        {
            var values = MemoryMarshal.Cast<byte, uint>(voxels);
            BinaryPrimitives.ReverseEndianness(values, values);
        }

        if (Signed)
            foreach (ref var value in MemoryMarshal.Cast<byte, ushort>(voxels))
                value ^= 0x8000;
    }
}
