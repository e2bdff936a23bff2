using Cellect.Data.Exchange;

namespace Cellect.Data.Edits;

/// <summary>Links, divisions and beginnings in the order of doubt. What a person accepted or made is not in doubt.</summary>
internal static class ReviewQueue
{
    /// <summary>Every place that is in doubt, the most doubtful first.</summary>
    /// <param name="tracks">Tracks, corrected or not.</param>
    /// <param name="keys">The names of their cells, one a row.</param>
    public static IReadOnlyList<ReviewItem> Of(TrackSet tracks, IReadOnlyList<CellKey> keys)
    {
        var (rows, origins) = (tracks.Rows, TrackEdges.Origins(tracks.Rows));
        var children = Enumerable.Range(0, rows.Count).Where(row => origins[row] >= 0).ToLookup(row => origins[row]);
        var items = new List<ReviewItem>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (children[row].ToArray() is [var one, var other])
                Add(ReviewKind.Division, row, 1 - Math.Sqrt(rows[one].Cell.Division * rows[other].Cell.Division));
            if (origins[row] < 0 && rows[row].T > rows[0].T)
                // A daughter that was not told of comes from somewhere as well.
                Add(ReviewKind.Start, row, Math.Max(1 - rows[row].Cell.Link, rows[row].Cell.Division));
            else if (origins[row] >= 0 && children[origins[row]].Count() == 1)
                Add(ReviewKind.Link, row, 1 - rows[row].Cell.Link);
        }

        return [.. items.OrderByDescending(item => item.Doubt)];

        void Add(ReviewKind kind, int row, double doubt)
        {
            if (doubt > 0)
                items.Add(new ReviewItem(kind, keys[row], Math.Min(1, doubt)));
        }
    }
}
