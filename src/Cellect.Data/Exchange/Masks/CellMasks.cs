using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.Masks;

/// <summary>
/// A segmentation frame by frame in the order of time: the recording's where it has one, balls of the cells' radii for all other cells,
/// which yield to those. Every cell has at least one voxel.
/// </summary>
internal sealed class CellMasks : IDisposable
{
    // What an array of voxels holds, as in a recording.
    private const long MostVoxels = 1 << 30;

    private readonly RecordedMasks? _recorded;
    private readonly MaskPainter _painter = new(level: 0);
    private readonly ushort[] _mask;

    /// <param name="recording">Folder of a recording whose masks are taken where they show the cells; null: none.</param>
    /// <param name="header">Extent of the masks and of a voxel.</param>
    /// <param name="population">Channel of the recording's population; null where it has only one.</param>
    /// <exception cref="InvalidInputException">The volumes are too large for masks.</exception>
    public CellMasks(string? recording, VolumeHeader header, int? population = null)
    {
        Header = header;
        if (Shape.Voxels is < 1 or > MostVoxels)
            throw new InvalidInputException($"volumes of {Shape} voxels get no masks; at most {MostVoxels} voxels do");
        _recorded = RecordedMasks.Open(recording, population);
        _mask = new ushort[Shape.Voxels];
    }

    /// <summary>Extent of the masks and of a voxel.</summary>
    public VolumeHeader Header { get; }

    private VolumeShape Shape => Header.Shape;

    /// <summary>Draws a frame.</summary>
    /// <param name="t">Time point; later than that of the call before.</param>
    /// <param name="cells">Its cells.</param>
    /// <returns>1 + the index of the cell at each voxel, else 0; C order (z, y, x), valid until the next call.</returns>
    /// <exception cref="InvalidInputException">The frame has more cells than a mask has values.</exception>
    public ReadOnlySpan<ushort> Draw(int t, IReadOnlyList<TrackedCell> cells)
    {
        if (cells.Count > CtcLabels.MaxLabel)
            throw new InvalidInputException(
                $"time point {t} has {cells.Count} cells; masks are drawn of at most {CtcLabels.MaxLabel} a time point: write geff or csv"
            );
        Array.Clear(_mask);
        _recorded?.Draw(t, cells, Shape, _mask);
        DrawOthers(Header with { T = t }, cells);
        return _mask;
    }

    public void Dispose() => _recorded?.Dispose();

    private void DrawOthers(VolumeHeader frame, IReadOnlyList<TrackedCell> cells)
    {
        var voxels = new int[cells.Count + 1];
        foreach (var value in _mask)
            voxels[value]++;
        var labels = new int[cells.Count];
        for (var i = 0; i < cells.Count; i++)
            labels[i] = voxels[i + 1] > 0 ? 0 : i + 1;
        if (!Array.Exists(labels, label => label != 0))
            return;
        var balls = _painter.Paint(frame, cells, labels, foreground: null);
        for (var voxel = 0; voxel < _mask.Length; voxel++)
            if (_mask[voxel] == 0 && balls[voxel] != 0)
                voxels[_mask[voxel] = balls[voxel]]++;
        for (var i = 0; i < cells.Count; i++)
            if (voxels[i + 1] == 0)
                TakeVoxel(cells[i], i + 1, voxels);
    }

    /// <summary>A cell that others cover gets the voxel nearest to its centre that is not the only one of another.</summary>
    private void TakeVoxel(in TrackedCell cell, int value, int[] voxels)
    {
        var (z, y, x) = (Nearest(cell.Z, Shape.Z), Nearest(cell.Y, Shape.Y), Nearest(cell.X, Shape.X));
        for (var reach = 0; reach <= Math.Max(Shape.Z, Math.Max(Shape.Y, Shape.X)); reach++)
        for (var dz = Math.Max(0, z - reach); dz <= Math.Min(Shape.Z - 1, z + reach); dz++)
        for (var dy = Math.Max(0, y - reach); dy <= Math.Min(Shape.Y - 1, y + reach); dy++)
        for (var dx = Math.Max(0, x - reach); dx <= Math.Min(Shape.X - 1, x + reach); dx++)
        {
            ref var owner = ref _mask[((dz * Shape.Y) + dy) * Shape.X + dx];
            if (owner != 0 && voxels[owner] == 1)
                continue;
            voxels[owner]--;
            voxels[owner = (ushort)value]++;
            return;
        }

        throw new InvalidInputException($"more cells than the {Shape} voxels of the volume; the mask cannot show them");
    }

    private static int Nearest(double centre, int size) => Math.Clamp((int)Math.Round(centre), 0, size - 1);
}
