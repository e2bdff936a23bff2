using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>How far the light of each cell reaches in a volume: a bit for each voxel of the box that its mask may fill.</summary>
/// <param name="share">Where the light of a cell ends: share of the way from the light around it up to its own, 0 to 1.</param>
internal sealed class MaskLight(double share)
{
    // The bits never take more than the mask itself, of 16 bits a voxel; cells beyond that count as unlit.
    private const int MostBitsAVoxel = 16;

    private readonly MaskCrop _crop = new();
    private (MaskBox Box, long First)[] _lit = [];
    private ulong[] _bits = [];
    private float[] _row = [];
    private long _used;

    /// <summary>Measures the cells of a volume.</summary>
    /// <param name="volume">The volume; null: no cell is lit.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="labels">0 for those that are left out.</param>
    public void Measure(Volume? volume, IReadOnlyList<TrackedCell> cells, ReadOnlySpan<int> labels)
    {
        if (_lit.Length < cells.Count)
            _lit = new (MaskBox, long)[2 * cells.Count];
        _used = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            _lit[i] = (default, -1);
            if (volume is not null && labels[i] != 0 && IsMeasurable(cells[i]))
                Measure(volume, cells[i], i);
        }
    }

    /// <summary>Whether a cell has light of its own.</summary>
    public bool IsLit(int cell) => _lit[cell].First >= 0;

    /// <summary>Whether the light of a lit cell reaches a voxel.</summary>
    public bool Reaches(int cell, int z, int y, int x)
    {
        var (box, first) = _lit[cell];
        if (z < box.FirstZ || z > box.LastZ || y < box.FirstY || y > box.LastY || x < box.FirstX || x > box.LastX)
            return false;
        var bit = first + ((long)(z - box.FirstZ) * Height(box) + (y - box.FirstY)) * Width(box) + (x - box.FirstX);
        return (_bits[bit >> 6] >> (int)(bit & 63) & 1) != 0;
    }

    private static bool IsMeasurable(in TrackedCell cell) =>
        cell.Radius > 0 && float.IsFinite(cell.Radius) && float.IsFinite(cell.Z) && float.IsFinite(cell.Y) && float.IsFinite(cell.X);

    private void Measure(Volume volume, in TrackedCell cell, int index)
    {
        var (voxel, radius) = (volume.Header.VoxelMicrometres, cell.Radius * volume.Header.VoxelMicrometres.X);
        if (!_crop.Take(volume, cell, LightLevel.Reach * radius))
            return;
        var level = LightLevel.Of(_crop, cell, voxel, share);
        var ((firstZ, lastZ), (firstY, lastY), (firstX, lastX)) = (
            _crop.Z.Within(cell.Z, MaskFlood.Reach * radius / voxel.Z),
            _crop.Y.Within(cell.Y, MaskFlood.Reach * radius / voxel.Y),
            _crop.X.Within(cell.X, MaskFlood.Reach * radius / voxel.X)
        );
        var box = new MaskBox(firstZ, lastZ, firstY, lastY, firstX, lastX);
        var bits = (long)Math.Max(0, lastZ - firstZ + 1) * Math.Max(0, Height(box)) * Math.Max(0, Width(box));
        if (!level.IsLit || bits == 0 || _used + bits > MostBitsAVoxel * volume.Header.Shape.Voxels)
            return;
        _lit[index] = (box, _used);
        Keep(box, level.Least, bits);
    }

    private void Keep(MaskBox box, float least, long bits)
    {
        var words = (int)((_used + bits + 63) >> 6);
        if (_bits.Length < words)
            Array.Resize(ref _bits, Math.Max(words, Math.Min(2 * words, Array.MaxLength)));
        if (_row.Length < Width(box))
            _row = new float[2 * Width(box)];
        var row = _row.AsSpan(0, Width(box));
        var bit = _used;
        for (var z = box.FirstZ; z <= box.LastZ; z++)
        for (var y = box.FirstY; y <= box.LastY; y++)
        {
            _crop.Row(z, y, box.FirstX, row);
            foreach (var light in row)
            {
                var (word, mask) = (bit >> 6, 1UL << (int)(bit & 63));
                _bits[word] = light >= least ? _bits[word] | mask : _bits[word] & ~mask;
                bit++;
            }
        }

        _used = bit;
    }

    private static int Height(MaskBox box) => box.LastY - box.FirstY + 1;

    private static int Width(MaskBox box) => box.LastX - box.FirstX + 1;
}
