using Cellect.Data.Tracks;

namespace Cellect.Analysis.Finishing;

/// <summary>Time points between two sights of a cell in which it was not seen.</summary>
/// <param name="FromT">Time point of the last sight before.</param>
/// <param name="From">The cell there, voxels.</param>
/// <param name="ToT">Time point of the next sight, at least two later.</param>
/// <param name="To">The cell there.</param>
/// <param name="Probability">That both are one, and a cell, 0 to 1.</param>
internal sealed record TrackGap(int FromT, TrackedCell From, int ToT, TrackedCell To, double Probability)
{
    /// <summary>The gaps of all tracks, in the order of time.</summary>
    /// <param name="frames">The frames of the final result in the order of time.</param>
    /// <param name="finished">What was joined, and how surely.</param>
    public static IReadOnlyList<TrackGap> Of(IEnumerable<(int T, IReadOnlyList<TrackedCell> Cells)> frames, FinishedTracks finished)
    {
        var joins = finished
            .Changes.Where(change => change.Kind == ChangeKind.Joined)
            .ToDictionary(change => (finished.Id(change.Track, change.T), change.T), change => change.Probability);
        var last = new Dictionary<int, (int T, TrackedCell Cell)>();
        var scores = new Dictionary<int, (int Count, double Sum)>();
        var gaps = new List<TrackGap>();
        foreach (var (t, cells) in frames)
        foreach (var cell in cells)
        {
            if (last.TryGetValue(cell.Track, out var before) && t - before.T > 1)
                gaps.Add(new TrackGap(before.T, before.Cell, t, cell, joins.GetValueOrDefault((cell.Track, t), 1)));
            last[cell.Track] = (t, cell);
            var (count, sum) = scores.GetValueOrDefault(cell.Track);
            scores[cell.Track] = (count + 1, sum + cell.Score);
        }

        // What is followed and may be no cell at all is not looked for more surely than that.
        return
        [
            .. gaps.OrderBy(gap => gap.FromT)
                .Select(gap => gap with { Probability = gap.Probability * scores[gap.From.Track].Sum / scores[gap.From.Track].Count }),
        ];
    }
}
