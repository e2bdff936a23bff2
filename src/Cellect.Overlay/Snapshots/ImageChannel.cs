using System.Numerics;
using Cellect.Data.Images;

namespace Cellect.Overlay.Snapshots;

/// <summary>The image of one channel.</summary>
/// <param name="Channel">Channel, from 0.</param>
/// <param name="T">Time point of this image; a channel that is exposed after the tracked one may be one behind.</param>
/// <param name="ExtentMicrometres">What the image covers from the corner of the volume (x, y, z), µm.</param>
/// <param name="Projections">Maximum projections at full resolution.</param>
/// <param name="Volume">The voxels within the texture budget.</param>
internal sealed record ImageChannel(int Channel, int T, Vector3 ExtentMicrometres, Projections Projections, ImageVolume Volume)
{
    /// <summary>Memory that it takes, bytes.</summary>
    public long Bytes =>
        Projections.XY.Pixels.LongLength + Projections.XZ.Pixels.LongLength + Projections.YZ.Pixels.LongLength + 2L * Volume.Pixels.Length;
}
