using Cellect.Model.Detections;

namespace Cellect.Lab.Training;

/// <summary>Right and wrong detections with their scores. A second detection of a cell counts as neither: the intra-frame network merges
/// it. Each counts as far as what is annotated is to be believed.</summary>
internal sealed class DetectionTally
{
    private readonly List<(float Score, bool Right, double Weight)> _judged = [];
    private readonly List<float> _unknown = [];
    private double _cells;
    private bool _sparse;

    /// <summary>Judges the detections of a sequence's last volume.</summary>
    public void Add(DetectedFrame found, TrainingSequence sequence)
    {
        var t = sequence.Frames - 1;
        var cells = sequence.Cells[t];
        var truth = TruthMatch.Nearest(found, cells);
        var absent = sequence.Absent is { } places ? TruthMatch.Nearest(found, places[t]) : null;
        var taken = new HashSet<int>();
        foreach (var i in Enumerable.Range(0, truth.Length).OrderByDescending(i => found.Cells[i].Score))
        {
            var score = found.Cells[i].Score;
            if (truth[i] >= 0)
            {
                if (taken.Add(truth[i]))
                    _judged.Add((score, true, cells[truth[i]].Weight));
            }
            else if (sequence.Dense || absent?[i] >= 0 || IsDark(found.Cells[i], sequence, t))
                _judged.Add((score, false, 1));
            else if (sequence.Elsewhere is { } weight)
                _judged.Add((score, false, weight));
            else
                _unknown.Add(score);
        }

        _sparse |= sequence is { Dense: false, Elsewhere: null };
        _cells += cells.Sum(cell => (double)cell.Weight);
    }

    /// <summary>
    /// F1 where everything is annotated. Else recall × √(annotated / detections): recall² over the share of what is called positive is what
    /// can be compared without knowing how many cells nobody annotated (Lee and Liu, ICML 2003). Were all annotated it would be √(precision
    /// × recall); it is smaller by the root of the share that is annotated, whatever the weights are.
    /// </summary>
    public double Score() => _sparse ? Comparable(Right(), _judged.Count + _unknown.Count) : F1();

    /// <summary>The highest <see cref="Score"/> of any threshold, and that threshold; 0 where nothing is found.</summary>
    public (double Score, float Threshold) Best()
    {
        var (right, seen, best) = (0.0, 0.0, (Score: 0.0, Threshold: 0f));
        foreach (
            var (score, isRight, weight) in _judged
                .Concat(_unknown.Select(score => (Score: score, Right: false, Weight: 1.0)))
                .OrderByDescending(judged => judged.Score)
        )
        {
            seen += weight;
            right += isRight ? weight : 0;
            var now = _sparse ? Comparable(right, seen) : F1(right, seen);
            if (now > best.Score)
                best = (now, score);
        }

        return best;
    }

    /// <summary>F1 of the detections that can be judged; 0 where nothing is annotated.</summary>
    public double F1() => F1(Right(), _judged.Sum(judged => judged.Weight));

    private double Right() => _judged.Where(judged => judged.Right).Sum(judged => judged.Weight);

    private double Comparable(double right, double seen) => right == 0 ? 0 : right / Math.Sqrt(_cells * seen);

    private double F1(double right, double seen) => _cells == 0 ? 0 : 2 * right / (seen + _cells);

    private static bool IsDark(Detection cell, TrainingSequence sequence, int t) =>
        LocalMean.At(
            sequence.Volumes[t],
            (sequence.Depth, sequence.Height, sequence.Width),
            (int)MathF.Round(cell.Z),
            (int)cell.Y,
            (int)cell.X
        ) <= sequence.DarkUpTo![t];
}
