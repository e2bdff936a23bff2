using Cellect.Data.TiffFiles;

namespace Cellect.Stream.Sources;

/// <summary>A volume from the pages of TIFF files.</summary>
internal static class TiffFrame
{
    /// <summary>Reads one time point of one channel, C order (z, y, x).</summary>
    /// <exception cref="InvalidDataException">A page is missing or damaged.</exception>
    public static void Read(TiffFileSet files, TiffAxes axes, int t, int channel, Span<byte> voxels)
    {
        var plane = (int)files.First.Plane.Bytes;
        for (var z = 0; z < axes.Slices; z++)
        {
            var index = (t * axes.Channels + channel) * axes.Slices + z;
            if (axes.PageOf[index] < 0)
                throw new InvalidDataException($"{files.First.Path}: holds no page for time point {t}, channel {channel}, slice {z}");
            files.ReadPage(axes, index, voxels.Slice(z * plane, plane));
        }
    }
}
