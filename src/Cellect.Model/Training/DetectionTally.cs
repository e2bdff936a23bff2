using Cellect.Model.Detections;

namespace Cellect.Model.Training;

/// <summary>Right and wrong detections with their scores. A second detection of a cell counts as neither: the intra-frame network merges it.</summary>
internal sealed class DetectionTally
{
    private readonly List<(float Score, bool Right)> _judged = [];
    private long _cells;

    /// <summary>Judges the detections of a sequence's last volume.</summary>
    public void Add(DetectedFrame found, TrainingSequence sequence)
    {
        var t = sequence.Frames - 1;
        var truth = TruthMatch.Nearest(found, sequence.Cells[t]);
        var taken = new HashSet<int>();
        foreach (var i in Enumerable.Range(0, truth.Length).OrderByDescending(i => found.Cells[i].Score))
            if (truth[i] >= 0 ? taken.Add(truth[i]) : sequence.Dense || IsDark(found.Cells[i], sequence, t))
                _judged.Add((found.Cells[i].Score, truth[i] >= 0));
        _cells += sequence.Cells[t].Length;
    }

    /// <summary>F1 of all detections; 0 where nothing is annotated.</summary>
    public double F1() => F1(_judged.Count(j => j.Right), _judged.Count);

    /// <summary>F1 at the threshold where it is highest.</summary>
    public double BestF1()
    {
        var (right, seen, best) = (0, 0, 0.0);
        foreach (var judged in _judged.OrderByDescending(j => j.Score))
        {
            seen++;
            right += judged.Right ? 1 : 0;
            best = Math.Max(best, F1(right, seen));
        }

        return best;
    }

    private double F1(int right, int seen) => _cells == 0 ? 0 : 2.0 * right / (seen + _cells);

    private static bool IsDark(Detection cell, TrainingSequence sequence, int t) =>
        LocalMean.At(sequence.Volumes[t], (sequence.Depth, sequence.Height, sequence.Width), (int)MathF.Round(cell.Z), (int)cell.Y, (int)cell.X)
            <= sequence.DarkUpTo![t];
}
