using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>
/// A watershed of the foreground from the cells' seeds: the voxel of most foreground at the border of any cell goes to that cell next, as
/// long as the cell's own light reaches it and it is within reach. A cell without light of its own, and all where the volume is not known,
/// end in the foreground.
/// </summary>
/// <remarks>Meyer's flooding with a queue for each of 256 levels: time is proportional to the voxels of the cells.</remarks>
/// <param name="level">See <see cref="MaskLight"/>.</param>
internal sealed class MaskFlood(double level)
{
    /// <summary>How far a mask reaches, in radii of its cell: the radius is an estimate, the light decides.</summary>
    public const double Reach = 1.6;

    // Where a cell ends in the foreground, as a share of the way up to its own. Around shining membranes the foreground falls slowly, and
    // their cells end at half of it (docs/notebook/masks.md).
    private const float WithoutLight = 0.5f;
    private const float WithoutVolume = 0.2f;

    private const int Levels = 256;

    private static readonly (int Z, int Y, int X)[] Neighbours = [(-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1)];

    private readonly Queue<(int Voxel, int Cell)>[] _waiting = [.. Enumerable.Range(0, Levels).Select(_ => new Queue<(int, int)>())];
    private readonly MaskLight _light = new(level);
    private MaskLevel[] _levels = [];
    private float _least;

    /// <summary>Floods a mask that holds the seeds.</summary>
    /// <param name="mask">C order (z, y, x): 0, or a label; changed.</param>
    /// <param name="header">Extent of the mask and of a voxel.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="labels">A label for each cell, 0 for those that are left out.</param>
    /// <param name="seeds">For each cell its first voxel.</param>
    /// <param name="map">The foreground.</param>
    /// <param name="volume">What the cells were found in; null: it is not known.</param>
    public void Fill(
        ushort[] mask,
        VolumeHeader header,
        IReadOnlyList<TrackedCell> cells,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> seeds,
        ForegroundMap map,
        Volume? volume
    )
    {
        _light.Measure(volume, cells, labels);
        _least = volume is null ? WithoutVolume : WithoutLight;
        if (_levels.Length < cells.Count)
            _levels = new MaskLevel[2 * cells.Count];
        var water = new Water(mask, header.Shape, header.VoxelMicrometres, cells, map);
        for (var i = 0; i < cells.Count; i++)
            if (labels[i] != 0 && cells[i].Radius > 0 && float.IsFinite(cells[i].Radius))
            {
                _levels[i] = MaskLevel.Of(map, cells[i], header.VoxelMicrometres);
                if (_light.IsLit(i) || _levels[i].StandsOut)
                    Spread(water, seeds[i], i, Levels - 1);
            }

        for (var level = Levels - 1; level >= 0; level--)
            while (_waiting[level].TryDequeue(out var next))
                if (mask[next.Voxel] == 0)
                {
                    mask[next.Voxel] = (ushort)labels[next.Cell];
                    Spread(water, next.Voxel, next.Cell, level);
                }
    }

    private void Spread(in Water water, int voxel, int cell, int level)
    {
        var (_, height, width) = water.Shape;
        int x = voxel % width,
            y = voxel / width % height,
            z = voxel / width / height;
        foreach (var (dz, dy, dx) in Neighbours)
            if (water.Takes(z + dz, y + dy, x + dx, cell))
            {
                var share = _levels[cell].ShareOf(water.Foreground(z + dz, y + dy, x + dx));
                if (_light.IsLit(cell) ? !_light.Reaches(cell, z + dz, y + dy, x + dx) : share < _least)
                    continue;
                var bright = (int)Math.Clamp((Levels - 1) * share, 0, level);
                _waiting[bright].Enqueue((((z + dz) * height + y + dy) * width + x + dx, cell));
            }
    }

    /// <summary>What a flood runs through.</summary>
    private readonly record struct Water(
        ushort[] Mask,
        VolumeShape Shape,
        VoxelSize Voxel,
        IReadOnlyList<TrackedCell> Cells,
        ForegroundMap Map
    )
    {
        /// <summary>Whether a voxel is nobody's yet and within reach of a cell.</summary>
        public bool Takes(int z, int y, int x, int cell)
        {
            if (z < 0 || y < 0 || x < 0 || z >= Shape.Z || y >= Shape.Y || x >= Shape.X || Mask[(z * Shape.Y + y) * Shape.X + x] != 0)
                return false;
            var at = Cells[cell];
            var reach = Reach * at.Radius * Voxel.X;
            double dz = (z - at.Z) * Voxel.Z,
                dy = (y - at.Y) * Voxel.Y,
                dx = (x - at.X) * Voxel.X;
            return dz * dz + dy * dy + dx * dx <= reach * reach;
        }

        /// <summary>The foreground at a voxel, 0 to 255, by straight lines between the values of the map.</summary>
        public float Foreground(int z, int y, int x)
        {
            var (rows, columns) = (Map.Shape.Y, Map.Shape.X);
            float row = Math.Clamp((y + 0.5f) / Map.LateralStride - 0.5f, 0, rows - 1),
                column = Math.Clamp((x + 0.5f) / Map.LateralStride - 0.5f, 0, columns - 1);
            int j = (int)row,
                i = (int)column,
                down = Math.Min(j + 1, rows - 1),
                right = Math.Min(i + 1, columns - 1);
            var slice = Map.Probability.AsSpan(z * rows * columns, rows * columns);
            float above = float.Lerp(slice[j * columns + i], slice[j * columns + right], column - i),
                below = float.Lerp(slice[down * columns + i], slice[down * columns + right], column - i);
            return float.Lerp(above, below, row - j);
        }
    }
}
