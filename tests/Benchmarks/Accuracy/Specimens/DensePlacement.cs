namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>
/// Makes real tracks denser with copies of themselves. Each copy is mirrored along each axis or not, runs forwards or backwards in its own
/// frames, and is put at a random place in the box around the real tracks, where in no frame it comes nearer than a distance to any cell
/// already there. A copy for which no such place is found is left out.
/// </summary>
internal static class DensePlacement
{
    private const int Attempts = 2000;

    /// <summary>The real tracks, in their order, and after them the copies.</summary>
    /// <param name="real">Real tracks; they stay as they are.</param>
    /// <param name="copies">Copies of each.</param>
    /// <param name="leastDistance">Between two cells in a frame, µm.</param>
    /// <param name="seed">Another seed, other places.</param>
    public static List<CellPath> Fill(IReadOnlyList<CellPath> real, int copies, double leastDistance, int seed)
    {
        var random = new Random(seed);
        var box = Box(real.SelectMany(path => path.Places));
        var room = new CellGrid(leastDistance);
        var all = new List<CellPath>(real);
        foreach (var path in real)
            room.Add(path);
        // Long tracks are the hardest to place: first, while there is room.
        foreach (var path in real.OrderByDescending(path => path.Places.Length))
            for (var copy = 0; copy < copies; copy++)
                if (Place(path, box, room, random) is { } placed)
                {
                    room.Add(placed);
                    all.Add(placed);
                }

        return all;
    }

    private static CellPath? Place(CellPath path, Extent box, CellGrid room, Random random)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var moved = Move(path, box, random);
            if (room.Has(moved))
                return moved;
        }

        return null;
    }

    private static CellPath Move(CellPath path, Extent box, Random random)
    {
        var (z, y, x) = (Sign(random), Sign(random), Sign(random));
        var turned = path.Places.Select(p => (Z: z * p.Z, Y: y * p.Y, X: x * p.X)).ToArray();
        if (random.Next(2) == 1)
            Array.Reverse(turned);
        var own = Box(turned);
        var (dz, dy, dx) = (
            Shift(box.Low.Z, box.High.Z, own.Low.Z, own.High.Z, random),
            Shift(box.Low.Y, box.High.Y, own.Low.Y, own.High.Y, random),
            Shift(box.Low.X, box.High.X, own.Low.X, own.High.X, random)
        );
        return path with { Places = Array.ConvertAll(turned, p => (p.Z + dz, p.Y + dy, p.X + dx)) };
    }

    private static double Shift(double low, double high, double ownLow, double ownHigh, Random random) =>
        low - ownLow + (random.NextDouble() * (high - low - (ownHigh - ownLow)));

    private static int Sign(Random random) => random.Next(2) == 0 ? 1 : -1;

    private static Extent Box(IEnumerable<(double Z, double Y, double X)> places)
    {
        var (low, high) = (
            (Z: double.MaxValue, Y: double.MaxValue, X: double.MaxValue),
            (Z: double.MinValue, Y: double.MinValue, X: double.MinValue)
        );
        foreach (var (z, y, x) in places)
        {
            low = (Math.Min(low.Z, z), Math.Min(low.Y, y), Math.Min(low.X, x));
            high = (Math.Max(high.Z, z), Math.Max(high.Y, y), Math.Max(high.X, x));
        }

        return new Extent(low, high);
    }

    private sealed record Extent((double Z, double Y, double X) Low, (double Z, double Y, double X) High);
}
