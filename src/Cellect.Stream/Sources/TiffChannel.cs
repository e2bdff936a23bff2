using Cellect.Data.TiffFiles;

namespace Cellect.Stream.Sources;

/// <summary>Chooses a channel of a file and reads its volumes.</summary>
internal static class TiffChannel
{
    /// <exception cref="InvalidDataException">Several channels and none chosen, or one that is not there.</exception>
    public static int Choose(TiffFile file, TiffAxes axes, int? channel)
    {
        if (channel is null && axes.Channels > 1)
            throw new InvalidDataException(
                $"{file.Path}: has {axes.Channels} channels; choose one with ?channel=0 to ?channel={axes.Channels - 1}"
            );
        if (channel >= axes.Channels)
            throw new InvalidDataException($"{file.Path}: has no channel {channel}; it has 0 to {axes.Channels - 1}");
        return channel ?? 0;
    }

    /// <summary>Reads one time point of one channel, C order (z, y, x).</summary>
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
