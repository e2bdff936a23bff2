using Cellect.Data.Images;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Data.Messages;

/// <summary>A volume as a preview shows it: reduced, one byte a voxel, packed.</summary>
/// <param name="Shape">Reduced voxels, z, y, x.</param>
/// <param name="VoxelMicrometres">Extent of a reduced voxel, µm.</param>
/// <param name="Low">Counts of byte 0.</param>
/// <param name="High">Counts of byte 255.</param>
/// <param name="Packed">One LZ4 block; C order (z, y, x).</param>
internal sealed record PreviewImage(VolumeShape Shape, VoxelSize VoxelMicrometres, float Low, float High, byte[] Packed)
{
    // What lies outside is shown black or white by any display; a byte is too coarse to keep it as well.
    private const double DarkPercent = 0.1;
    private const double BrightPercent = 0.01;

    /// <summary>Makes a preview; the volume may be disposed afterwards.</summary>
    /// <param name="volume">Any voxel type.</param>
    /// <param name="maxBytes">Most bytes before packing, one a voxel.</param>
    /// <param name="reducer">Working memory.</param>
    public static PreviewImage Of(Volume volume, int maxBytes, VolumeReducer reducer)
    {
        var image = reducer.Reduce(volume, maxBytes, DarkPercent, BrightPercent);
        var (low, high) = image.Contrast;
        var bytes = new byte[image.Pixels.Length];
        var (gain, bias) = (255 * image.CountsPerStep / (high - low), 255 * (image.Offset - low) / (high - low) + 0.5f);
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Clamp(image.Pixels[i] * gain + bias, 0, 255);
        return new PreviewImage(image.Shape, image.VoxelMicrometres, low, high, PixelEncoder.Encode(bytes, Compression.Lz4));
    }
}
