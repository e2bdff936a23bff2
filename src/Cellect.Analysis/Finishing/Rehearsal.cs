namespace Cellect.Analysis.Finishing;

/// <summary>
/// Cells that are seen all the time and carried blindly beside: how far they are found from where they were carried is what the
/// <see cref="GapModel"/> learns from.
/// </summary>
internal sealed class Rehearsal(GapModel model, int longest)
{
    private const int NewAFrame = 6;
    private const int Most = 600;

    private readonly List<(int Track, int From, Place Place)> _blind = [];
    private int _next;

    /// <summary>One frame more.</summary>
    /// <param name="t">Time point.</param>
    /// <param name="cells">The cells; some of them begin to be carried.</param>
    /// <param name="places">Their places by track.</param>
    /// <param name="flow">How things moved since the frame before.</param>
    /// <param name="unit">Distance between cells, µm.</param>
    public void Advance(int t, IReadOnlyList<FinishCell> cells, IReadOnlyDictionary<int, Place> places, LocalFlow flow, double unit)
    {
        var kept = 0;
        for (var i = 0; i < _blind.Count; i++)
        {
            var (track, from, place) = _blind[i];
            if (!places.TryGetValue(track, out var seen) || t - from > longest)
                continue;
            place += flow.At(place, except: track);
            model.Learn(t - from, Math.Sqrt((seen - place).Squared) / unit);
            _blind[kept++] = (track, from, place);
        }

        _blind.RemoveRange(kept, _blind.Count - kept);
        // Every so many-th cell, on from frame to frame, so that all parts of the specimen have their turn.
        for (var i = 0; i < Math.Min(NewAFrame, cells.Count) && _blind.Count < Most; i++)
        {
            var cell = cells[_next++ * 7 % cells.Count];
            _blind.Add((cell.Track, t, cell.Place));
        }
    }
}
