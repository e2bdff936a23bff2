using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>
/// Draws a segmentation. With a map of the foreground cells are flooded from their centres, as far as their light reaches in the volume
/// (<see cref="MaskFlood"/>); without a map a voxel belongs to the nearest centre that is no further than that cell's radius, distances in
/// micrometres. Every cell keeps at least one voxel at its centre.
/// </summary>
/// <remarks>Time is proportional to the boxes around the cells; the one buffer is kept from frame to frame.</remarks>
/// <param name="level">Where a mask ends: share of the way from the light around a cell up to its own, 0 to 1.</param>
internal sealed class MaskPainter(double level)
{
    private readonly MaskFlood _flood = new(level);
    private readonly int[] _cellOfLabel = new int[CtcLabels.MaxLabel + 1];
    private readonly List<MaskBox> _painted = [];
    private ushort[] _mask = [];
    private int[] _seeds = [];
    private VolumeShape _shape;
    private VoxelSize _voxel;

    /// <summary>Draws one frame.</summary>
    /// <param name="header">Extent of the mask and of a voxel.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="labels">A label for each cell, 0 for those that are left out.</param>
    /// <param name="foreground">Where cells are at all; null: everywhere.</param>
    /// <param name="volume">The volume that they were found in; null: masks end by the foreground alone. Only lent.</param>
    /// <returns>C order (z, y, x); valid until the next call.</returns>
    public ReadOnlySpan<ushort> Paint(
        VolumeHeader header,
        IReadOnlyList<TrackedCell> cells,
        ReadOnlySpan<int> labels,
        ForegroundMap? foreground,
        Volume? volume = null
    )
    {
        Reset(header, cells.Count);
        Check(foreground);
        if (volume is not null && volume.Header.Shape != _shape)
            throw new ArgumentException($"a volume of {volume.Header.Shape} does not fit masks of {_shape}");
        for (var i = 0; i < cells.Count; i++)
            if (labels[i] != 0)
                Seed(i, cells[i], labels[i]);
        if (foreground is not null)
            Flood(header, cells, labels, foreground, volume);
        else
            for (var i = 0; i < cells.Count; i++)
                if (labels[i] != 0)
                    FillBall(i, cells, labels[i]);
        return _mask;
    }

    private void Reset(VolumeHeader header, int cells)
    {
        if (header.Shape != _shape)
            _mask = new ushort[header.Shape.Voxels];
        else
            foreach (var box in _painted)
                for (var z = box.FirstZ; z <= box.LastZ; z++)
                for (var y = box.FirstY; y <= box.LastY; y++)
                    Array.Clear(_mask, Index(z, y, box.FirstX), box.LastX - box.FirstX + 1);
        _painted.Clear();
        _shape = header.Shape;
        _voxel = header.VoxelMicrometres;
        if (_seeds.Length < cells)
            _seeds = new int[2 * cells];
    }

    private void Check(ForegroundMap? map)
    {
        if (map is null)
            return;
        var expected = new VolumeShape(_shape.Z, CeilingDivide(_shape.Y, map.LateralStride), CeilingDivide(_shape.X, map.LateralStride));
        if (map.Shape != expected || map.Probability.LongLength != expected.Voxels)
            throw new ArgumentException(
                $"foreground map of {map.Shape} with {map.Probability.Length} values does not fit a volume of {_shape} "
                    + $"at stride {map.LateralStride}, which needs {expected}"
            );
    }

    /// <summary>Gives the cell the voxel at its centre, or the nearest that no other cell has.</summary>
    private void Seed(int index, in TrackedCell cell, int label)
    {
        var (z, y, x) = (Nearest(cell.Z, _shape.Z), Nearest(cell.Y, _shape.Y), Nearest(cell.X, _shape.X));
        var reach = 0;
        while (!TrySeed(index, label, new MaskBox(z - reach, z + reach, y - reach, y + reach, x - reach, x + reach)))
            if (++reach > Math.Max(_shape.Z, Math.Max(_shape.Y, _shape.X)))
                throw new InvalidOperationException($"more cells than the {_shape.Voxels} voxels of the volume; the mask cannot show them");
    }

    private bool TrySeed(int index, int label, MaskBox wanted)
    {
        var box = Clip(wanted);
        for (var z = box.FirstZ; z <= box.LastZ; z++)
        for (var y = box.FirstY; y <= box.LastY; y++)
        for (var x = box.FirstX; x <= box.LastX; x++)
            if (_mask[Index(z, y, x)] == 0)
            {
                _mask[Index(z, y, x)] = (ushort)label;
                _seeds[index] = Index(z, y, x);
                _cellOfLabel[label] = index;
                _painted.Add(new MaskBox(z, z, y, y, x, x));
                return true;
            }

        return false;
    }

    private void Flood(
        VolumeHeader header,
        IReadOnlyList<TrackedCell> cells,
        ReadOnlySpan<int> labels,
        ForegroundMap foreground,
        Volume? volume
    )
    {
        for (var i = 0; i < cells.Count; i++)
            if (labels[i] != 0 && BoxAround(cells[i], MaskFlood.Reach * Radius(cells[i])) is var box && box.FirstX <= box.LastX)
                _painted.Add(box);
        _flood.Fill(_mask, header, cells, labels, _seeds, foreground, volume);
    }

    /// <summary>Micrometres.</summary>
    private double Radius(in TrackedCell cell) => float.IsFinite(cell.Radius) ? Math.Max(0, cell.Radius) * _voxel.X : 0;

    private void FillBall(int index, IReadOnlyList<TrackedCell> cells, int label)
    {
        var cell = cells[index];
        var radius = Radius(cell);
        var box = BoxAround(cell, radius);
        if (box.FirstX > box.LastX)
            return;
        _painted.Add(box);
        for (var z = box.FirstZ; z <= box.LastZ; z++)
        for (var y = box.FirstY; y <= box.LastY; y++)
        for (var x = box.FirstX; x <= box.LastX; x++)
        {
            var distance = SquaredDistance(cell, z, y, x);
            if (distance <= radius * radius && Yields(cells, z, y, x, distance))
                _mask[Index(z, y, x)] = (ushort)label;
        }
    }

    /// <summary>Whether a voxel goes to a cell at this distance: it is nobody's, or its owner is further and does not have its seed
    /// here.</summary>
    private bool Yields(IReadOnlyList<TrackedCell> cells, int z, int y, int x, double distance)
    {
        var owner = _mask[Index(z, y, x)];
        if (owner == 0)
            return true;
        var other = _cellOfLabel[owner];
        return _seeds[other] != Index(z, y, x) && distance < SquaredDistance(cells[other], z, y, x);
    }

    private double SquaredDistance(in TrackedCell cell, int z, int y, int x)
    {
        var (dz, dy, dx) = ((z - cell.Z) * _voxel.Z, (y - cell.Y) * _voxel.Y, (x - cell.X) * _voxel.X);
        return (dz * dz) + (dy * dy) + (dx * dx);
    }

    private MaskBox BoxAround(in TrackedCell cell, double radius) =>
        Clip(
            new MaskBox(
                Low(cell.Z, radius / _voxel.Z),
                High(cell.Z, radius / _voxel.Z),
                Low(cell.Y, radius / _voxel.Y),
                High(cell.Y, radius / _voxel.Y),
                Low(cell.X, radius / _voxel.X),
                High(cell.X, radius / _voxel.X)
            )
        );

    private MaskBox Clip(MaskBox box) =>
        new(
            Math.Max(box.FirstZ, 0),
            Math.Min(box.LastZ, _shape.Z - 1),
            Math.Max(box.FirstY, 0),
            Math.Min(box.LastY, _shape.Y - 1),
            Math.Max(box.FirstX, 0),
            Math.Min(box.LastX, _shape.X - 1)
        );

    private int Index(int z, int y, int x) => (((z * _shape.Y) + y) * _shape.X) + x;

    private static int Low(double centre, double reach) => (int)Math.Ceiling(centre - reach);

    private static int High(double centre, double reach) => (int)Math.Floor(centre + reach);

    private static int Nearest(double centre, int size) => Math.Clamp((int)Math.Round(centre), 0, size - 1);

    private static int CeilingDivide(int size, int stride) => (size + stride - 1) / stride;
}
