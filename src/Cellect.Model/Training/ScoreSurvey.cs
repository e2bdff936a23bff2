using System.Globalization;
using Cellect.Model.Detections;
using Cellect.Model.Links;

namespace Cellect.Model.Training;

/// <summary>Right and wrong detections by score, after duplicates are merged, to choose the threshold with the best F1.</summary>
internal sealed class ScoreSurvey
{
    private const int Bins = 100;
    private readonly long[] _right = new long[Bins + 1], _wrong = new long[Bins + 1];
    private long _cells;

    /// <summary>Surveys sequences.</summary>
    /// <param name="sequences">Not those that the matching networks learned from.</param>
    /// <param name="linker">Merges as in use.</param>
    public static ScoreSurvey Of(IReadOnlyList<DetectedSequence> sequences, Linker linker)
    {
        var survey = new ScoreSurvey();
        foreach (var found in sequences)
            for (var i = 0; i < found.Times.Length; i++)
            {
                var truth = found.Sequence.Cells[found.Times[i]];
                var merged = linker.Merge(found.Frames[i]);
                survey.Add(merged, TruthMatch.Nearest(merged, truth), truth.Length);
            }

        return survey;
    }

    /// <summary>Counts one frame: a second detection of a true cell is wrong.</summary>
    public void Add(DetectedFrame frame, int[] truth, int cells)
    {
        _cells += cells;
        var taken = new HashSet<int>();
        foreach (var i in Enumerable.Range(0, truth.Length).OrderByDescending(i => frame.Cells[i].Score))
        {
            var bin = (int)(Math.Clamp(frame.Cells[i].Score, 0, 1) * Bins);
            if (truth[i] >= 0 && taken.Add(truth[i]))
                _right[bin]++;
            else
                _wrong[bin]++;
        }
    }

    /// <summary>The threshold with the best F1 of detection.</summary>
    public float Best(Action<string> log)
    {
        long right = 0, wrong = 0;
        var (best, bestF1) = (0.5f, 0.0);
        for (var bin = Bins; bin >= 0; bin--)
        {
            right += _right[bin];
            wrong += _wrong[bin];
            double precision = right / (double)Math.Max(1, right + wrong), recall = right / (double)Math.Max(1, _cells);
            var f1 = 2 * precision * recall / Math.Max(1e-9, precision + recall);
            if (bin % 5 == 0)
                log(string.Create(CultureInfo.InvariantCulture, $"score {bin / 100.0:0.00}: precision {precision:0.000}, recall {recall:0.000}, F1 {f1:0.000}"));
            if (f1 > bestF1)
                (best, bestF1) = (bin / (float)Bins, f1);
        }

        return best;
    }
}
