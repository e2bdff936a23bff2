namespace Cellect.Model.Detections;

/// <summary>Distances between voxel centres in micrometres, axis order z, y, x. Every value is finite and positive.</summary>
/// <param name="Z">Distance between slices, µm.</param>
/// <param name="Y">Distance between rows, µm.</param>
/// <param name="X">Distance between columns, µm.</param>
public readonly record struct VoxelGeometry(double Z, double Y, double X)
{
    /// <summary>Slice distance over column distance; 1 is isotropic.</summary>
    public float Anisotropy => (float)(Z / X);
}
