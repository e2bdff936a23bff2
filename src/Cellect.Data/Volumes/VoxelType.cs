namespace Cellect.Data.Volumes;

/// <summary>How one voxel is stored: little-endian, no padding.</summary>
public enum VoxelType
{
    /// <summary>Unsigned 8-bit integer, <c>u1</c> on the wire.</summary>
    UInt8,

    /// <summary>Unsigned 16-bit integer, <c>u2</c> on the wire.</summary>
    UInt16,

    /// <summary>IEEE 754 single precision, <c>f4</c> on the wire.</summary>
    Float32,
}

/// <summary>Sizes and wire names of <see cref="VoxelType"/>.</summary>
public static class VoxelTypes
{
    /// <summary>Bytes of one voxel: 1, 2 or 4.</summary>
    public static int Bytes(this VoxelType type) =>
        type switch
        {
            VoxelType.UInt8 => 1,
            VoxelType.UInt16 => 2,
            VoxelType.Float32 => 4,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "voxel type is not one of UInt8, UInt16, Float32"),
        };

    /// <summary>The name used on the wire: <c>u1</c>, <c>u2</c> or <c>f4</c>.</summary>
    public static string WireName(this VoxelType type) =>
        type switch
        {
            VoxelType.UInt8 => "u1",
            VoxelType.UInt16 => "u2",
            VoxelType.Float32 => "f4",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "voxel type is not one of UInt8, UInt16, Float32"),
        };

    /// <summary>The type of a wire name; null for another text.</summary>
    internal static VoxelType? OfWireName(string name) =>
        name switch
        {
            "u1" => VoxelType.UInt8,
            "u2" => VoxelType.UInt16,
            "f4" => VoxelType.Float32,
            _ => null,
        };
}
