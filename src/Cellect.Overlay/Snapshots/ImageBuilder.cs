using System.Numerics;
using Cellect.Data.Images;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Snapshots;

/// <summary>Makes images of volumes, on the thread that draws.</summary>
internal sealed class ImageBuilder(OverlayOptions options)
{
    private const long VoxelsOfAMegavoxel = 1_000_000;

    private readonly VolumeReducer _reducer = new();

    /// <summary>The image of <paramref name="volume"/>, which may be disposed afterwards.</summary>
    public ImageChannel Build(Volume volume)
    {
        var (shape, voxel) = (volume.Header.Shape, volume.Header.VoxelMicrometres);
        var extent = new Vector3((float)(shape.X * voxel.X), (float)(shape.Y * voxel.Y), (float)(shape.Z * voxel.Z));
        return new ImageChannel(
            volume.Header.C,
            volume.Header.T,
            extent,
            MaximumProjection.Of(volume, options),
            _reducer.Reduce(volume, options.TextureMegavoxels * VoxelsOfAMegavoxel, options.DarkPercent, options.BrightPercent)
        );
    }
}
