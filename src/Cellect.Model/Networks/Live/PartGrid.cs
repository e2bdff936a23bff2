using Cellect.Data.Volumes;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The tiles in which the network sees a volume, shared out among workers. Where they are no fewer than the workers anyhow, they are those
/// of the whole volume however many workers there are: each is seen alike by whoever sees it, and its cells are the same to the bit.
/// </summary>
internal sealed class PartGrid
{
    private readonly (int Z, int Y, int X) _parts;
    private readonly List<Tiling.Range> _z,
        _y,
        _x;

    /// <param name="shape">Of the whole volume as the network sees it.</param>
    /// <param name="maxTileVoxels">Most voxels that the network sees at once.</param>
    /// <param name="parts">Workers along each axis.</param>
    public PartGrid((int Z, int Y, int X) shape, long maxTileVoxels, (int Z, int Y, int X) parts)
    {
        _parts = parts;
        var tiles = Tiling.Split(shape.Z, shape.Y, shape.X, maxTileVoxels, parts);
        (_z, _y, _x) = (Ranges(tile => tile.Z), Ranges(tile => tile.Y), Ranges(tile => tile.X));

        List<Tiling.Range> Ranges(Func<Tiling.Tile, Tiling.Range> axis) => [.. tiles.Select(axis).Distinct().OrderBy(range => range.From)];
    }

    /// <summary>A worker's part of a volume, in voxels that the network sees.</summary>
    /// <param name="Tiles">The network's tiles of it.</param>
    /// <param name="Seen">What they see together, margins and all.</param>
    /// <param name="Core">The voxels whose cells are this part's.</param>
    internal sealed record Part(IReadOnlyList<Tiling.Tile> Tiles, VolumeBox Seen, VolumeBox Core)
    {
        /// <summary>Voxels of the largest tile.</summary>
        public long LargestTile => Tiles.Count == 0 ? 0 : Tiles.Max(tile => tile.Voxels);
    }

    /// <summary>Most parts along each axis: the network's tiles there.</summary>
    public (int Z, int Y, int X) Most => (_z.Count, _y.Count, _x.Count);

    /// <summary>One part of several; without tiles where there are more parts than tiles.</summary>
    /// <param name="index">Place of the part along each axis.</param>
    public Part Of((int Z, int Y, int X) index)
    {
        var (z, y, x) = (Share(_z, index.Z, _parts.Z), Share(_y, index.Y, _parts.Y), Share(_x, index.X, _parts.X));
        if (z.Count == 0 || y.Count == 0 || x.Count == 0)
            return new Part([], default, default);
        return new Part(
            [.. from slices in z from rows in y from columns in x select new Tiling.Tile(slices, rows, columns)],
            new VolumeBox(z[0].From, z[^1].To, y[0].From, y[^1].To, x[0].From, x[^1].To),
            new VolumeBox(z[0].CoreFrom, z[^1].CoreTo, y[0].CoreFrom, y[^1].CoreTo, x[0].CoreFrom, x[^1].CoreTo)
        );
    }

    private static List<Tiling.Range> Share(List<Tiling.Range> ranges, int index, int count)
    {
        var (from, to) = (index * ranges.Count / count, (index + 1) * ranges.Count / count);
        return ranges.GetRange(from, to - from);
    }
}
