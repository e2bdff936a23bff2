using System.Numerics;
using System.Runtime.InteropServices;
using Cellect.Data.Images;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>The image of one channel.</summary>
/// <param name="Channel">Channel, from 0.</param>
/// <param name="T">Time point of this image; a channel that is exposed after the tracked one may be one behind.</param>
/// <param name="ExtentMicrometres">What the image covers from the corner of the volume (x, y, z), µm.</param>
/// <param name="Projections">Maximum projections at full resolution.</param>
/// <param name="Volume">The voxels within the texture budget.</param>
internal sealed record ImageChannel(int Channel, int T, Vector3 ExtentMicrometres, Projections Projections, ImageVolume Volume)
{
    /// <summary>Counts of the XY projection at a place, µm; not a number outside.</summary>
    public float CountsAt(float x, float y)
    {
        var image = Projections.XY;
        var (column, row) = (x / ExtentMicrometres.X * image.Width, y / ExtentMicrometres.Y * image.Height);
        if (!(column >= 0 && row >= 0 && column < image.Width && row < image.Height))
            return float.NaN;
        var at = (int)row * image.Width + (int)column;
        return image.Type switch
        {
            VoxelType.UInt8 => image.Pixels[at],
            VoxelType.UInt16 => MemoryMarshal.Cast<byte, ushort>(image.Pixels.AsSpan())[at],
            _ => MemoryMarshal.Cast<byte, float>(image.Pixels.AsSpan())[at],
        };
    }

    /// <summary>Memory that it takes, bytes.</summary>
    public long Bytes =>
        Projections.XY.Pixels.LongLength + Projections.XZ.Pixels.LongLength + Projections.YZ.Pixels.LongLength + 2L * Volume.Pixels.Length;
}
