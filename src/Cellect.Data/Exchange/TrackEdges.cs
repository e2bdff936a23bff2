using Cellect.Data.Recordings;

namespace Cellect.Data.Exchange;

/// <summary>The links between the rows of a table of tracks.</summary>
internal static class TrackEdges
{
    /// <summary>No row.</summary>
    public const int None = -1;

    /// <summary>For each row the row that it comes from: the one before in its track, or the last of its mother; -1 where it has no
    /// origin.</summary>
    /// <param name="rows">In the order of time.</param>
    /// <exception cref="InvalidDataException">A track is twice in a frame, or the rows are not in the order of time.</exception>
    public static int[] Origins(IReadOnlyList<TrackRow> rows)
    {
        var origins = new int[rows.Count];
        var last = new Dictionary<int, int>();
        for (var row = 0; row < rows.Count; row++)
        {
            var (t, cell) = rows[row];
            if (row > 0 && rows[row - 1].T > t)
                throw new InvalidDataException($"a cell of time point {t} stands after one of time point {rows[row - 1].T}");
            if (!last.TryGetValue(cell.Track, out origins[row]) && !last.TryGetValue(cell.Parent, out origins[row]))
                origins[row] = None;
            else if (rows[origins[row]].T == t)
                throw new InvalidDataException($"track {cell.Track} has no row before time point {t} to come from, or two in it");
            last[cell.Track] = row;
        }

        return origins;
    }

    /// <summary>How many rows come from each row.</summary>
    public static int[] Children(ReadOnlySpan<int> origins)
    {
        var children = new int[origins.Length];
        foreach (var origin in origins)
            if (origin != None)
                children[origin]++;
        return children;
    }

    /// <summary>For each row the number of the family that it belongs to, from 1 in the order of first sight: cells that are joined by
    /// links.</summary>
    public static int[] Lineages(ReadOnlySpan<int> origins)
    {
        var lineages = new int[origins.Length];
        var count = 0;
        for (var row = 0; row < origins.Length; row++)
            lineages[row] = origins[row] == None ? ++count : lineages[origins[row]];
        return lineages;
    }

    /// <summary>For each row the number of its stretch without a branch, from 1 in the order of first sight.</summary>
    public static int[] Tracklets(ReadOnlySpan<int> origins)
    {
        var tracklets = new int[origins.Length];
        var children = Children(origins);
        var count = 0;
        for (var row = 0; row < origins.Length; row++)
            tracklets[row] = origins[row] == None || children[origins[row]] > 1 ? ++count : tracklets[origins[row]];
        return tracklets;
    }
}
