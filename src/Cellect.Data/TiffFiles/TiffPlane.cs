using Cellect.Data.Volumes;

namespace Cellect.Data.TiffFiles;

/// <summary>What all pages of a file have in common.</summary>
/// <param name="Y">Rows.</param>
/// <param name="X">Columns.</param>
/// <param name="Type">How a voxel is stored.</param>
internal readonly record struct TiffPlane(int Y, int X, VoxelType Type)
{
    public long Bytes => (long)Y * X * Type.Bytes();

    public override string ToString() => $"{Y}x{X} {Type}";
}
