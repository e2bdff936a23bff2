namespace Cellect.Model.Networks.Live;

/// <summary>
/// Splits a volume into cores that share no voxel, each seen with a margin wider than the network's reach, so that a
/// cell is found once and looks the same whatever the tile size.
/// </summary>
internal static class Tiling
{
    /// <summary>Rows and columns seen beyond a core on each side; a multiple of the network's lateral multiple.</summary>
    public const int Margin = 64;

    /// <summary>Slices seen beyond a core on each side; a multiple of the network's axial multiple.</summary>
    public const int AxialMargin = 20;

    /// <summary>A limit of this many voxels can be kept for every volume: cores as wide as the margin.</summary>
    public const int LeastVoxels = 3 * Margin * 3 * Margin * 3 * AxialMargin;

    /// <summary>What a tile sees of one axis, and the part of that whose cells count.</summary>
    internal readonly record struct Range(int From, int To, int CoreFrom, int CoreTo, bool First, bool Last)
    {
        /// <summary>Voxels seen.</summary>
        public int Seen => To - From;

        /// <summary>True when a centre at this place counts here; the outermost cores have no outer edge.</summary>
        public bool Owns(float at) => (First || at >= CoreFrom) && (Last || at < CoreTo);
    }

    /// <summary>One tile.</summary>
    internal readonly record struct Tile(Range Z, Range Y, Range X)
    {
        /// <summary>Voxels seen.</summary>
        public long Voxels => (long)Z.Seen * Y.Seen * X.Seen;

        /// <summary>True when a centre at this place of the volume counts in this tile.</summary>
        public bool Owns(float z, float y, float x) => Z.Owns(z) && Y.Owns(y) && X.Owns(x);
    }

    /// <summary>
    /// The tiles of a volume of (depth, height, width) with at most <paramref name="maxVoxels"/> voxels seen at once that see the fewest
    /// voxels in all, for margins are seen more than once.
    /// </summary>
    /// <param name="depth">Slices.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="maxVoxels">Most voxels seen at once.</param>
    /// <param name="fewest">Fewest tiles along each axis, where it can be cut into so many.</param>
    public static List<Tile> Split(int depth, int height, int width, long maxVoxels, (int Z, int Y, int X) fewest = default)
    {
        var z = AtLeast(Splits(depth, AxialMargin, LiveNetwork.AxialMultiple), fewest.Z);
        var y = AtLeast(Splits(height, Margin, LiveNetwork.LateralMultiple), fewest.Y);
        var x = AtLeast(Splits(width, Margin, LiveNetwork.LateralMultiple), fewest.X);
        var (best, least) = ((Z: z[^1], Y: y[^1], X: x[^1]), long.MaxValue);
        foreach (var rows in y)
        foreach (var columns in x)
        {
            // The first that fits sees the least of its axis.
            var slices = z.Find(s => s.Most * rows.Most * columns.Most <= maxVoxels);
            if (slices is not null && slices.All * rows.All * columns.All is var seen && seen < least)
                (best, least) = ((slices, rows, columns), seen);
        }

        return
        [
            .. from slices in best.Z.Ranges from rows in best.Y.Ranges from columns in best.X.Ranges select new Tile(slices, rows, columns),
        ];
    }

    private static List<AxisSplit> AtLeast(List<AxisSplit> splits, int least) =>
        splits.FindAll(split => split.Ranges.Count >= least) is { Count: > 0 } enough ? enough : splits;

    /// <summary>One way to split an axis, with the most voxels that one range sees and what all see together.</summary>
    private sealed record AxisSplit(List<Range> Ranges)
    {
        public long Most { get; } = Ranges.Max(r => r.Seen);

        public long All { get; } = Ranges.Sum(r => r.Seen);
    }

    /// <summary>An axis in 1, 2, ... equal cores on the network's grid, so that every tile samples the volume at the same phase; none
    /// narrower than the margin.</summary>
    private static List<AxisSplit> Splits(int length, int margin, int multiple)
    {
        var splits = new List<AxisSplit>();
        for (var count = 1; count == 1 || length > (count - 1) * margin; count++)
            splits.Add(
                new AxisSplit(Cores(length, Math.Max((length + count - 1) / count + multiple - 1, margin) / multiple * multiple, margin))
            );
        return splits;
    }

    private static List<Range> Cores(int length, int core, int margin)
    {
        var cores = new List<Range>();
        for (var from = 0; from < length; from += core)
        {
            var to = Math.Min(length, from + core);
            cores.Add(new Range(Math.Max(0, from - margin), Math.Min(length, to + margin), from, to, from == 0, to == length));
        }

        return cores;
    }
}
