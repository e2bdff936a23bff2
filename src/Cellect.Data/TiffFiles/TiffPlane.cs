using Cellect.Data.Volumes;

namespace Cellect.Data.TiffFiles;

/// <summary>What all pages of a file have in common.</summary>
/// <param name="Y">Rows.</param>
/// <param name="X">Columns.</param>
/// <param name="Type">How a voxel is kept.</param>
/// <param name="IsSigned">The file's values are signed 16-bit ones; each is kept as its value plus 32768.</param>
internal readonly record struct TiffPlane(int Y, int X, VoxelType Type, bool IsSigned = false)
{
    public long Bytes => (long)Y * X * Type.Bytes();

    public override string ToString() => $"{Y}x{X} {(IsSigned ? "Int16" : Type)}";
}
