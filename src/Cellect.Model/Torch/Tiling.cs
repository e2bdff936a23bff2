namespace Cellect.Model.Torch;

/// <summary>
/// Splits a volume laterally into cores that share no voxel, each seen with a margin wider than the network's reach, so that a
/// cell is found once and looks the same whatever the tile size.
/// </summary>
internal static class Tiling
{
    /// <summary>Voxels seen beyond a core on each side; a multiple of the network's lateral multiple.</summary>
    public const int Margin = 64;

    /// <summary>One tile: rows and columns seen, and the part of them whose cells count.</summary>
    internal readonly record struct Tile(int Y0, int Y1, int X0, int X1, int CoreY0, int CoreY1, int CoreX0, int CoreX1)
    {
        /// <summary>True when a centre at this place of the volume counts in this tile; the outermost cores have no outer edge.</summary>
        public bool Owns(float y, float x, int height, int width) =>
            (CoreY0 == 0 || y >= CoreY0) && (CoreY1 == height || y < CoreY1) && (CoreX0 == 0 || x >= CoreX0) && (CoreX1 == width || x < CoreX1);
    }

    /// <summary>Tiles for a volume of (depth, height, width) with at most about <paramref name="maxVoxels"/> voxels seen at once.</summary>
    public static List<Tile> Split(int depth, int height, int width, long maxVoxels)
    {
        var side = (int)Math.Sqrt((double)maxVoxels / depth);
        side = Math.Max(side / LiveNetwork.LateralMultiple * LiveNetwork.LateralMultiple, 4 * Margin);
        var whole = (long)depth * height * width <= maxVoxels;
        var rows = whole ? [(0, height)] : Cores(height, side);
        var columns = whole ? [(0, width)] : Cores(width, side);
        var tiles = new List<Tile>();
        foreach (var (y0, y1) in rows)
        foreach (var (x0, x1) in columns)
            tiles.Add(new Tile(
                Math.Max(0, y0 - Margin), Math.Min(height, y1 + Margin), Math.Max(0, x0 - Margin), Math.Min(width, x1 + Margin), y0, y1, x0, x1));
        return tiles;
    }

    private static List<(int From, int To)> Cores(int length, int side)
    {
        if (length <= side)
            return [(0, length)];
        var core = side - 2 * Margin;
        var count = (length + core - 1) / core;
        // Equal cores on the network's grid: every tile then samples the volume at the same phase.
        var step = ((length + count - 1) / count + LiveNetwork.LateralMultiple - 1) / LiveNetwork.LateralMultiple * LiveNetwork.LateralMultiple;
        var cores = new List<(int, int)>();
        for (var from = 0; from < length; from += step)
            cores.Add((from, Math.Min(length, from + step)));
        return cores;
    }
}
