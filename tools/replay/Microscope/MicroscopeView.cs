using System.Numerics;
using Cellect.Data.Volumes;

namespace Cellect.Replay.Microscope;

/// <summary>
/// What a microscope with other settings would have seen of a source's volume: brighter or darker with power and exposure and with what
/// both have bleached, another field of view where the stage was moved, dark outside the scanned region.
/// </summary>
/// <remarks>Counts are scaled above the dark level; the noise is scaled with them and not made anew. The stage moves by whole
/// voxels.</remarks>
internal sealed class MicroscopeView(VolumeShape shape, VoxelSize voxel)
{
    // Share of the fluorescence that one volume at the usual power and exposure costs beyond what the source itself shows.
    private const double BleachingPerUsualVolume = 0.0005;

    private readonly double[] _start = MicroscopeState.Initial(shape, voxel, TimeSpan.Zero).StageMicrometres;
    private readonly double[] _voxel = [voxel.Z, voxel.Y, voxel.X];
    private double _unbleached = 1;

    /// <summary>Changes a volume's voxels in place and tells its origin.</summary>
    /// <returns>The same volume with its origin in the header; the one given is spent.</returns>
    public Volume Apply(Volume volume, MicroscopeState state)
    {
        var light =
            state.PowerPercent
            / MicroscopeState.UsualPowerPercent
            * (state.ExposureMilliseconds / MicroscopeState.UsualExposureMilliseconds);
        _unbleached *= Math.Exp(-BleachingPerUsualVolume * (light - 1));
        var gain = light * _unbleached;
        var shift = new int[3];
        for (var axis = 0; axis < 3; axis++)
            shift[axis] = (int)Math.Round(Math.Clamp((state.StageMicrometres[axis] - _start[axis]) / _voxel[axis], -1e6, 1e6));
        double[] origin = [shift[0] * voxel.Z, shift[1] * voxel.Y, shift[2] * voxel.X];
        switch (volume.Header.Type)
        {
            case VoxelType.UInt8:
                Apply<byte>(volume.AsSpan<byte>(), gain, byte.MaxValue, shift, state, origin);
                break;
            case VoxelType.UInt16:
                Apply<ushort>(volume.AsSpan<ushort>(), gain, ushort.MaxValue, shift, state, origin);
                break;
            default:
                Apply<float>(volume.AsSpan<float>(), gain, float.MaxValue, shift, state, origin);
                break;
        }

        return volume.WithHeader(volume.Header with { OriginMicrometres = (origin[0], origin[1], origin[2]) });
    }

    private void Apply<T>(Span<T> voxels, double gain, double most, int[] shift, MicroscopeState state, double[] origin)
        where T : unmanaged, INumber<T>
    {
        var low = new int[3];
        var high = new int[3];
        int[] size = [shape.Z, shape.Y, shape.X];
        for (var axis = 0; axis < 3; axis++)
        {
            var from = (state.RegionOriginMicrometres[axis] - origin[axis]) / _voxel[axis];
            low[axis] = (int)Math.Clamp(Math.Ceiling(from - 1e-6), 0, size[axis]);
            high[axis] = (int)Math.Clamp(Math.Ceiling(from + (state.RegionSizeMicrometres[axis] / _voxel[axis]) - 1e-6), 0, size[axis]);
        }

        var whole = gain == 1 && shift is [0, 0, 0] && low is [0, 0, 0] && high.AsSpan().SequenceEqual(size);
        if (whole)
            return;
        var dark = double.CreateChecked(Lowest(voxels));
        var source = voxels.ToArray();
        for (var z = 0; z < shape.Z; z++)
        for (var y = 0; y < shape.Y; y++)
        {
            var row = voxels.Slice(((z * shape.Y) + y) * shape.X, shape.X);
            row.Fill(T.CreateSaturating(dark));
            var (fromZ, fromY) = (z + shift[0], y + shift[1]);
            if (z < low[0] || z >= high[0] || y < low[1] || y >= high[1] || fromZ < 0 || fromZ >= shape.Z || fromY < 0 || fromY >= shape.Y)
                continue;
            var from = source.AsSpan(((fromZ * shape.Y) + fromY) * shape.X, shape.X);
            for (var x = Math.Max(low[2], -shift[2]); x < Math.Min(high[2], shape.X - shift[2]); x++)
                row[x] = T.CreateSaturating(Round<T>(Math.Min(dark + ((double.CreateChecked(from[x + shift[2]]) - dark) * gain), most)));
        }
    }

    private static double Round<T>(double value) => typeof(T) == typeof(float) ? value : Math.Round(value);

    private static T Lowest<T>(ReadOnlySpan<T> voxels)
        where T : unmanaged, INumber<T>
    {
        var lowest = voxels[0];
        foreach (var value in voxels)
            if (value < lowest)
                lowest = value;
        return lowest;
    }
}
