namespace Cellect.Data.Volumes;

/// <summary>Extent of a volume in voxels, axis order z, y, x. Every axis is at least 1.</summary>
/// <param name="Z">Slices.</param>
/// <param name="Y">Rows.</param>
/// <param name="X">Columns.</param>
public readonly record struct VolumeShape(int Z, int Y, int X)
{
    /// <summary>Voxels in the volume.</summary>
    public long Voxels => (long)Z * Y * X;

    /// <summary>Voxels in one z slice.</summary>
    public long PlaneVoxels => (long)Y * X;

    /// <inheritdoc/>
    public override string ToString() => $"{Z}x{Y}x{X}";
}
