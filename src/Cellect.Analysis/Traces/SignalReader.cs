using System.Numerics;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Analysis.Traces;

/// <summary>
/// Reads the brightness of cells from a volume: the mean within some radii of the centre, and the median of a shell from 1.5 to 2 radii,
/// without the voxels that lie within a radius of any cell. Distances are micrometres, so that a sphere is round whatever the slices'
/// distance.
/// </summary>
/// <remarks>Time is proportional to the boxes around the cells; the buffers are kept from frame to frame. The shell's median is that of at
/// most some hundred evenly spaced voxels.</remarks>
internal sealed class SignalReader(double radii)
{
    private const double ShellInner = 1.5,
        ShellOuter = 2;
    private const int ShellSample = 512;

    private readonly float[] _shell = new float[2 * ShellSample];
    private bool[] _occupied = [];
    private VolumeShape _shape;
    private VoxelSize _voxel;

    /// <summary>The signals of the cells, in their order.</summary>
    public CellSignal[] Read(Volume volume, IReadOnlyList<TrackedCell> cells)
    {
        (_shape, _voxel) = (volume.Header.Shape, volume.Header.VoxelMicrometres);
        if (_occupied.Length < _shape.Voxels)
            _occupied = new bool[_shape.Voxels];
        foreach (var cell in cells)
            Occupy(cell, true);
        var signals = volume.Header.Type switch
        {
            VoxelType.UInt8 => Read<byte>(volume.AsSpan<byte>(), cells),
            VoxelType.UInt16 => Read<ushort>(volume.AsSpan<ushort>(), cells),
            _ => Read<float>(volume.AsSpan<float>(), cells),
        };
        foreach (var cell in cells)
            Occupy(cell, false);
        return signals;
    }

    private CellSignal[] Read<T>(ReadOnlySpan<T> voxels, IReadOnlyList<TrackedCell> cells)
        where T : unmanaged, INumberBase<T>
    {
        var signals = new CellSignal[cells.Count];
        for (var i = 0; i < signals.Length; i++)
        {
            var centre = float.CreateTruncating(voxels[Centre(cells[i])]);
            signals[i] = new CellSignal(Mean(voxels, cells[i], centre), Background(voxels, cells[i]), centre);
        }

        return signals;
    }

    private float Mean<T>(ReadOnlySpan<T> voxels, in TrackedCell cell, float centre)
        where T : unmanaged, INumberBase<T>
    {
        var (sum, count, reach) = (0.0, 0, Radius(cell) * radii);
        foreach (var (row, z, y) in Rows(cell, reach))
        {
            var (from, to) = Run(cell, z, y, reach);
            for (var x = from; x <= to; x++, count++)
                sum += double.CreateTruncating(voxels[row + x]);
        }

        return count == 0 ? centre : (float)(sum / count);
    }

    private float Background<T>(ReadOnlySpan<T> voxels, in TrackedCell cell)
        where T : unmanaged, INumberBase<T>
    {
        var (inner, outer) = (Radius(cell) * ShellInner, Radius(cell) * ShellOuter);
        var size = 4 * Math.PI / 3 * ((outer * outer * outer) - (inner * inner * inner)) / (_voxel.Z * _voxel.Y * _voxel.X);
        var every = Math.Max(1, (int)(size / ShellSample));
        var (seen, kept) = (0, 0);
        foreach (var (row, z, y) in Rows(cell, outer))
        {
            var (from, to) = Run(cell, z, y, outer);
            var (innerFrom, innerTo) = Run(cell, z, y, inner);
            for (var x = from; x <= to; x++)
                if ((x < innerFrom || x > innerTo) && !_occupied[row + x] && seen++ % every == 0 && kept < _shell.Length)
                    _shell[kept++] = float.CreateTruncating(voxels[row + x]);
        }

        return Median(_shell.AsSpan(0, kept));
    }

    private void Occupy(in TrackedCell cell, bool occupied)
    {
        var reach = Radius(cell);
        foreach (var (row, z, y) in Rows(cell, reach))
        {
            var (from, to) = Run(cell, z, y, reach);
            if (to >= from)
                _occupied.AsSpan(row + from, to - from + 1).Fill(occupied);
        }
    }

    private static float Median(Span<float> values)
    {
        if (values.Length == 0)
            return float.NaN;
        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>The rows that a sphere may touch: where each begins among the voxels, its z and its y.</summary>
    private IEnumerable<(int Row, int Z, int Y)> Rows(TrackedCell cell, double reach)
    {
        var (firstZ, lastZ) = Reach(cell.Z, reach / _voxel.Z, _shape.Z);
        var (firstY, lastY) = Reach(cell.Y, reach / _voxel.Y, _shape.Y);
        for (var z = firstZ; z <= lastZ; z++)
        for (var y = firstY; y <= lastY; y++)
            yield return (((z * _shape.Y) + y) * _shape.X, z, y);
    }

    /// <summary>The columns of a row that lie within a sphere; none: the last is before the first.</summary>
    private (int From, int To) Run(in TrackedCell cell, int z, int y, double reach)
    {
        var (dz, dy) = ((z - cell.Z) * _voxel.Z, (y - cell.Y) * _voxel.Y);
        var left = (reach * reach) - (dz * dz) - (dy * dy);
        return left < 0 ? (0, -1) : Reach(cell.X, Math.Sqrt(left) / _voxel.X, _shape.X);
    }

    private static (int From, int To) Reach(double centre, double reach, int voxels) =>
        (Math.Max(0, (int)Math.Ceiling(centre - reach)), Math.Min(voxels - 1, (int)Math.Floor(centre + reach)));

    private int Centre(in TrackedCell cell) =>
        (((Nearest(cell.Z, _shape.Z) * _shape.Y) + Nearest(cell.Y, _shape.Y)) * _shape.X) + Nearest(cell.X, _shape.X);

    private static int Nearest(double centre, int voxels) => Math.Clamp((int)Math.Round(centre), 0, voxels - 1);

    private double Radius(in TrackedCell cell) => float.IsFinite(cell.Radius) ? Math.Max(0, cell.Radius) * _voxel.X : 0;
}
