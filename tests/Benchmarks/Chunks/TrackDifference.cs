using Cellect.Data.Recordings;
using Cellect.Data.Tracks;

namespace Cellect.Benchmarks.Chunks;

/// <summary>How far one tracks.csv is from another of the same series: cells are the same when they lie at the same place.</summary>
internal sealed class TrackDifference
{
    // Far less than any two cells are apart, far more than the last bits of a coordinate.
    private const float Same = 0.05f;

    private TrackDifference() { }

    /// <summary>Cells of the reference.</summary>
    public long Cells { get; private set; }

    /// <summary>Cells that only one of the two has.</summary>
    public long Alone { get; private set; }

    /// <summary>Cells that are the same to the last digit.</summary>
    public long Exact { get; private set; }

    /// <summary>Largest distance of cells that are the same, voxels.</summary>
    public float Farthest { get; private set; }

    /// <summary>Links of the reference: from a cell to the same track's next, and from a mother to her daughters.</summary>
    public long Edges { get; private set; }

    /// <summary>Those that the other has too.</summary>
    public long EdgesFound { get; private set; }

    /// <summary>Links that only the other has.</summary>
    public long EdgesMore { get; private set; }

    /// <summary>Share of the reference's links that the other has.</summary>
    public double Recall => Edges == 0 ? 1 : EdgesFound / (double)Edges;

    /// <summary>Compares.</summary>
    public static TrackDifference Of(string reference, string other)
    {
        var result = new TrackDifference();
        var (a, b) = (Frames(reference), Frames(other));
        var (lastA, lastB) = (new Dictionary<int, (int T, int Cell)>(), new Dictionary<int, (int T, int Cell)>());
        var names = new Dictionary<(int T, int Cell), (int T, int Cell)>();
        foreach (var t in a.Keys.Union(b.Keys).Order())
        {
            var (now, then) = (a.GetValueOrDefault(t, []), b.GetValueOrDefault(t, []));
            result.Match(t, now, then, names);
            var (edges, found) = (Links(t, now, lastA), Links(t, then, lastB));
            var renamed = found.Select(edge => (Name(edge.From), Name(edge.To))).ToHashSet();
            result.Edges += edges.Count;
            result.EdgesFound += edges.Count(edge => renamed.Contains((edge.From, edge.To)));
            result.EdgesMore += renamed.Count(edge => !edges.Contains((edge.Item1, edge.Item2)));
        }

        return result;

        (int T, int Cell) Name((int T, int Cell) cell) => names.GetValueOrDefault(cell, (cell.T, -1 - cell.Cell));
    }

    private void Match(int t, List<TrackedCell> now, List<TrackedCell> then, Dictionary<(int, int), (int, int)> names)
    {
        var places = new Dictionary<(int, int, int), List<int>>();
        for (var i = 0; i < now.Count; i++)
        {
            var key = Key(now[i], 0, 0, 0);
            if (!places.TryGetValue(key, out var there))
                places[key] = there = [];
            there.Add(i);
        }

        var matched = 0;
        for (var i = 0; i < then.Count; i++)
        {
            var (best, nearest) = (-1, Same);
            for (var z = -1; z <= 1; z++)
            for (var y = -1; y <= 1; y++)
            for (var x = -1; x <= 1; x++)
                foreach (var other in places.GetValueOrDefault(Key(then[i], z, y, x), []))
                    if (Distance(now[other], then[i]) is var distance && distance < nearest)
                        (best, nearest) = (other, distance);
            if (best < 0)
                continue;
            names[(t, i)] = (t, best);
            matched++;
            Farthest = Math.Max(Farthest, nearest);
            if (nearest == 0 && now[best].Score == then[i].Score && now[best].Radius == then[i].Radius)
                Exact++;
        }

        (Cells, Alone) = (Cells + now.Count, Alone + now.Count + then.Count - 2 * matched);
    }

    private static HashSet<((int T, int Cell) From, (int T, int Cell) To)> Links(
        int t,
        List<TrackedCell> cells,
        Dictionary<int, (int T, int Cell)> last
    )
    {
        var links = new HashSet<((int, int), (int, int))>();
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (last.TryGetValue(cell.Track, out var before) || (cell.Parent > 0 && last.TryGetValue(cell.Parent, out before)))
                links.Add((before, (t, i)));
        }

        for (var i = 0; i < cells.Count; i++)
            last[cells[i].Track] = (t, i);
        return links;
    }

    private static Dictionary<int, List<TrackedCell>> Frames(string folder) =>
        TrackTable
            .Read(Path.Combine(folder, TrackTable.FileName))
            .GroupBy(row => row.T)
            .ToDictionary(frame => frame.Key, frame => frame.Select(row => row.Cell).ToList());

    private static (int, int, int) Key(TrackedCell cell, int z, int y, int x) =>
        ((int)MathF.Floor(cell.Z) + z, (int)MathF.Floor(cell.Y) + y, (int)MathF.Floor(cell.X) + x);

    private static float Distance(TrackedCell a, TrackedCell b) =>
        MathF.Sqrt((a.Z - b.Z) * (a.Z - b.Z) + (a.Y - b.Y) * (a.Y - b.Y) + (a.X - b.X) * (a.X - b.X));
}
