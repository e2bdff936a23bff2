namespace Cellect.Model.Training;

/// <summary>A cell in a training frame.</summary>
/// <param name="Z">Slice of the centre, voxels.</param>
/// <param name="Y">Row, voxels.</param>
/// <param name="X">Column, voxels.</param>
/// <param name="Radius">Voxels of x.</param>
/// <param name="Parent">Index in the frame before of the same cell or its mother; -1: none.</param>
/// <param name="Daughter">True in the first frame after a division.</param>
public readonly record struct TrainingCell(float Z, float Y, float X, float Radius, int Parent, bool Daughter);

/// <summary>Consecutive annotated volumes of one specimen.</summary>
/// <param name="Depth">Slices.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Geometry">Voxel distances.</param>
/// <param name="Volumes">One array a time point, C order (z, y, x).</param>
/// <param name="Cells">One array a time point.</param>
public sealed record TrainingSequence(
    int Depth, int Height, int Width, VoxelGeometry Geometry, ushort[][] Volumes, TrainingCell[][] Cells)
{
    /// <summary>Time points.</summary>
    public int Frames => Volumes.Length;
}
