using Cellect.Data.Volumes;

namespace Cellect.Data.Images;

/// <summary>One channel of a volume, reduced to what a texture may hold. Never changed once made.</summary>
/// <param name="Shape">Extent in reduced voxels, z, y, x.</param>
/// <param name="VoxelMicrometres">Extent of a reduced voxel, µm.</param>
/// <param name="Pixels">C order (z, y, x); a pixel stands for <paramref name="Offset"/> + pixel x <paramref name="CountsPerStep"/>
/// counts.</param>
/// <param name="Offset">Counts of pixel value 0.</param>
/// <param name="CountsPerStep">Counts from one pixel value to the next, above 0.</param>
/// <param name="Contrast">Counts that are shown black and white in slices.</param>
internal sealed record ImageVolume(
    VolumeShape Shape,
    VoxelSize VoxelMicrometres,
    ushort[] Pixels,
    float Offset,
    float CountsPerStep,
    ContrastRange Contrast
);
