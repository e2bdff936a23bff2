using Cellect.Model.Detections;

namespace Cellect.Lab.Training;

/// <summary>Right and wrong detections with their scores. A second detection of a cell counts as neither: the intra-frame network merges
/// it.</summary>
internal sealed class DetectionTally
{
    private readonly List<(float Score, bool Right)> _judged = [];
    private readonly List<float> _unknown = [];
    private long _cells;
    private bool _sparse;

    /// <summary>Judges the detections of a sequence's last volume.</summary>
    public void Add(DetectedFrame found, TrainingSequence sequence)
    {
        var t = sequence.Frames - 1;
        var truth = TruthMatch.Nearest(found, sequence.Cells[t]);
        var taken = new HashSet<int>();
        foreach (var i in Enumerable.Range(0, truth.Length).OrderByDescending(i => found.Cells[i].Score))
            if (truth[i] >= 0 ? taken.Add(truth[i]) : sequence.Dense || IsDark(found.Cells[i], sequence, t))
                _judged.Add((found.Cells[i].Score, truth[i] >= 0));
            else if (truth[i] < 0)
                _unknown.Add(found.Cells[i].Score);
        _sparse |= !sequence.Dense;
        _cells += sequence.Cells[t].Length;
    }

    /// <summary>
    /// F1 where everything is annotated. Else recall × √(annotated / detections): recall² over the share of what is called positive is what
    /// can be compared without knowing how many cells nobody annotated (Lee and Liu, ICML 2003). Were all annotated it would be √(precision
    /// × recall); it is smaller by the root of the share that is annotated, whatever the weights are.
    /// </summary>
    public double Score() => _sparse ? Comparable(_judged.Count(j => j.Right), _judged.Count + _unknown.Count) : F1();

    /// <summary>The highest <see cref="Score"/> of any threshold, and that threshold; 0 where nothing is found.</summary>
    public (double Score, float Threshold) Best()
    {
        var (right, seen, best) = (0, 0, (Score: 0.0, Threshold: 0f));
        foreach (var (score, isRight) in _judged.Concat(_unknown.Select(s => (Score: s, Right: false))).OrderByDescending(j => j.Score))
        {
            seen++;
            right += isRight ? 1 : 0;
            var now = _sparse ? Comparable(right, seen) : F1(right, seen);
            if (now > best.Score)
                best = (now, score);
        }

        return best;
    }

    /// <summary>F1 of the detections that can be judged; 0 where nothing is annotated.</summary>
    public double F1() => F1(_judged.Count(j => j.Right), _judged.Count);

    private double Comparable(int right, int seen) => right == 0 ? 0 : right / Math.Sqrt((double)_cells * seen);

    private double F1(int right, int seen) => _cells == 0 ? 0 : 2.0 * right / (seen + _cells);

    private static bool IsDark(Detection cell, TrainingSequence sequence, int t) =>
        LocalMean.At(
            sequence.Volumes[t],
            (sequence.Depth, sequence.Height, sequence.Width),
            (int)MathF.Round(cell.Z),
            (int)cell.Y,
            (int)cell.X
        ) <= sequence.DarkUpTo![t];
}
