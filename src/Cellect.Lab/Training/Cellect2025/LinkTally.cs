namespace Cellect.Lab.Training.Cellect2025;

/// <summary>Right and wrong links between detections that stand for annotated cells.</summary>
internal sealed class LinkTally
{
    private int _right,
        _made,
        _annotated;

    /// <summary>Judges the links of one frame.</summary>
    /// <param name="before">Found in the frame before.</param>
    /// <param name="now">Found in frame <paramref name="t"/>.</param>
    /// <param name="sequence">The truth.</param>
    /// <param name="t">At least 1.</param>
    public void Add(Cellect2025HeldOut.Found before, Cellect2025HeldOut.Found now, TrainingSequence sequence, int t)
    {
        int[] truthBefore = TruthMatch.Nearest(before.Frame, sequence.Cells[t - 1]),
            truthNow = TruthMatch.Nearest(now.Frame, sequence.Cells[t]);
        var atTrack = before.Cells.ToDictionary(c => c.Track, c => c.Detection);
        foreach (var cell in now.Cells)
        {
            if (truthNow[cell.Detection] is not (>= 0 and var truth) || sequence.Cells[t][truth].Parent is not (>= 0 and var parent))
                continue;
            if (!atTrack.TryGetValue(cell.Track, out var from) && !atTrack.TryGetValue(cell.Parent, out from))
                continue;
            _made++;
            _right += truthBefore[from] == parent ? 1 : 0;
        }

        _annotated += sequence.Cells[t].Count(c => c.Parent >= 0);
    }

    /// <summary>0 where nothing is annotated or linked.</summary>
    public double F1() => _annotated == 0 ? 0 : 2.0 * _right / (_made + _annotated);
}
