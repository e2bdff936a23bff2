namespace Cellect.Analysis.Graphs;

/// <summary>A graph from rows that name their track and its mother.</summary>
internal static class PointGraphBuilder
{
    public static TrackGraph Build(IReadOnlyList<TrackPoint> rows, Func<int, string> where)
    {
        var graph = new GraphAssembler(rows.Count, where);
        for (var row = 0; row < rows.Count; row++)
            graph.Set(row, rows[row].T, rows[row].Z, rows[row].Y, rows[row].X, rows[row].Track);
        var tracks = Enumerable
            .Range(0, rows.Count)
            .GroupBy(row => rows[row].Track)
            .ToDictionary(track => track.Key, track => track.OrderBy(row => rows[row].T).ToArray());
        foreach (var (id, track) in tracks)
        {
            LinkTrack(graph, rows, track, where);
            LinkMother(graph, rows, id, track[0], tracks);
        }
        return graph.Build();
    }

    private static void LinkTrack(GraphAssembler graph, IReadOnlyList<TrackPoint> rows, int[] track, Func<int, string> where)
    {
        for (var i = 1; i < track.Length; i++)
        {
            var (row, before) = (rows[track[i]], rows[track[i - 1]]);
            if (row.T == before.T)
                throw graph.Bad(track[i], $"track {row.Track} is already in frame {row.T}, at {where(track[i - 1])}");
            if (row.Parent != before.Parent)
                throw graph.Bad(track[i], $"parent of track {row.Track} is {row.Parent} here and {before.Parent} at {where(track[i - 1])}");
            graph.Link(track[i], track[i - 1]);
        }
    }

    private static void LinkMother(GraphAssembler graph, IReadOnlyList<TrackPoint> rows, long id, int first, Dictionary<long, int[]> tracks)
    {
        var mother = rows[first].Parent;
        if (mother == -1)
            return;
        if (!tracks.TryGetValue(mother, out var motherRows))
            throw graph.Bad(first, $"parent {mother} of track {id} is no track of this table; -1 means none");
        var before = Array.FindLastIndex(motherRows, row => rows[row].T < rows[first].T);
        if (before < 0)
            throw graph.Bad(
                first,
                $"track {id} begins in frame {rows[first].T}, not after its parent {mother}, which begins in frame {rows[motherRows[0]].T}"
            );
        graph.Link(first, motherRows[before]);
    }
}
