using Cellect.Data.Regions;
using Cellect.Data.Volumes;

namespace Cellect.Analysis.Lives;

/// <summary>The faces of the volume. An axis of one voxel has none: what is flat cannot be left that way.</summary>
internal sealed class VolumeBorder(VolumeShape shape, VoxelSize voxel)
{
    /// <summary>Within so many radii of a border a track that begins may have come across it, and one that ends may have
    /// left.</summary>
    public const double Radii = 2;

    /// <summary>Distance of a place to the nearest face, µm; negative outside.</summary>
    public double Distance(Position place) =>
        Math.Min(Along(place.Z, shape.Z, voxel.Z), Math.Min(Along(place.Y, shape.Y, voxel.Y), Along(place.X, shape.X, voxel.X)));

    // The centre of voxel 0 is 0.0: the faces lie half a voxel further out.
    private static double Along(double at, int voxels, double size) =>
        voxels == 1 ? double.PositiveInfinity : Math.Min(at + (size / 2), ((voxels - 0.5) * size) - at);
}
