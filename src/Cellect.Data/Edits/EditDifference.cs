using Cellect.Data.Exchange;
using Cellect.Data.Recordings;

namespace Cellect.Data.Edits;

/// <summary>What somebody changed in another program, as edits.</summary>
internal static class EditDifference
{
    // Voxels: other programs write fewer digits.
    private const float SamePlace = 0.01f;

    /// <summary>Edits that make the one set of tracks from the other.</summary>
    /// <param name="recorded">Tracks as they are here.</param>
    /// <param name="keys">Their cells' names, one a row.</param>
    /// <param name="edited">The same, changed elsewhere. Cells are known again by their places; one that moved, by its track.</param>
    /// <param name="firstNumber">Number that the log will give to the first of the edits.</param>
    public static IReadOnlyList<TrackEdit> Of(TrackSet recorded, IReadOnlyList<CellKey> keys, TrackSet edited, int firstNumber)
    {
        var match = Match(recorded.Rows, edited.Rows);
        var edits = new List<TrackEdit>();
        var names = new CellKey[edited.Rows.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var (t, cell) = edited.Rows[i];
            if (match[i] < 0)
            {
                names[i] = new CellKey(t, -(firstNumber + edits.Count));
                edits.Add(At(EditKind.Add, cell) with { T = t });
                continue;
            }

            names[i] = keys[match[i]];
            if (!IsSame(recorded.Rows[match[i]], edited.Rows[i]))
                edits.Add(At(EditKind.Move, cell) with { Cell = names[i] });
        }

        Relink(edits, recorded, edited, match, names);
        var kept = match.ToHashSet();
        for (var i = 0; i < keys.Count; i++)
            if (!kept.Contains(i))
                edits.Add(new TrackEdit { Edit = EditKind.Delete, Cell = keys[i] });
        return edits;
    }

    private static void Relink(List<TrackEdit> edits, TrackSet recorded, TrackSet edited, int[] match, CellKey[] names)
    {
        var (before, after) = (TrackEdges.Origins(recorded.Rows), TrackEdges.Origins(edited.Rows));
        var children = Enumerable.Range(0, after.Length).Where(i => after[i] >= 0).ToLookup(i => after[i]);
        var origins = before
            .Select((origin, row) => (origin, row))
            .Where(link => link.origin >= 0)
            .ToLookup(link => link.origin, link => link.row);
        // Everything that is no longer linked first: what follows can then take nothing away that is right.
        for (var i = 0; i < after.Length; i++)
            if (match[i] >= 0 && before[match[i]] >= 0 && after[i] < 0)
                edits.Add(new TrackEdit { Edit = EditKind.Unlink, Cell = names[i] });
        foreach (var family in children)
        {
            var was = match[family.Key] < 0 ? [] : origins[match[family.Key]].Order().ToArray();
            var isNow = family.Select(child => match[child]).Order().ToArray();
            if (was.SequenceEqual(isNow))
                continue;
            edits.Add(
                family.Count() == 2
                    ? new TrackEdit
                    {
                        Edit = EditKind.Divide,
                        Cell = names[family.Key],
                        Daughters = [.. family.Select(child => names[child])],
                    }
                    : new TrackEdit
                    {
                        Edit = EditKind.Relink,
                        Cell = names[family.First()],
                        From = names[family.Key],
                    }
            );
        }
    }

    /// <summary>For each edited row the recorded one; -1: it is new.</summary>
    private static int[] Match(IReadOnlyList<TrackRow> recorded, IReadOnlyList<TrackRow> edited)
    {
        var match = new int[edited.Count];
        Array.Fill(match, -1);
        var frames = Enumerable.Range(0, recorded.Count).ToLookup(i => recorded[i].T);
        foreach (var frame in Enumerable.Range(0, edited.Count).GroupBy(i => edited[i].T))
        {
            var free = frames[frame.Key].ToHashSet();
            var byTrack = free.ToDictionary(a => recorded[a].Cell.Track);
            // The same track in the same place first, for cells may stand in one place.
            foreach (var b in frame)
                if (byTrack.TryGetValue(edited[b].Cell.Track, out var a) && IsSame(recorded[a], edited[b]))
                    Take(a, b);
            foreach (var b in frame.Where(b => match[b] < 0))
            foreach (var a in free)
                if (IsSame(recorded[a], edited[b]))
                {
                    Take(a, b);
                    break;
                }

            foreach (var b in frame.Where(b => match[b] < 0))
                if (byTrack.TryGetValue(edited[b].Cell.Track, out var a) && free.Contains(a))
                    Take(a, b);

            void Take(int a, int b)
            {
                match[b] = a;
                free.Remove(a);
            }
        }

        return match;
    }

    private static bool IsSame(TrackRow a, TrackRow b) =>
        Math.Abs(a.Cell.Z - b.Cell.Z) <= SamePlace
        && Math.Abs(a.Cell.Y - b.Cell.Y) <= SamePlace
        && Math.Abs(a.Cell.X - b.Cell.X) <= SamePlace;

    private static TrackEdit At(EditKind kind, Tracks.TrackedCell cell) =>
        new()
        {
            Edit = kind,
            Z = cell.Z,
            Y = cell.Y,
            X = cell.X,
            Radius = cell.Radius,
        };
}
