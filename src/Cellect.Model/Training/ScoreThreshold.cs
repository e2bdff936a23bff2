using System.Globalization;
using Cellect.Model.Links;

namespace Cellect.Model.Training;

/// <summary>The score from which a detection may begin a track: the one with which most of the cells are right and most are found, as in use, where doubtful cells stay in tracks that others began.</summary>
internal static class ScoreThreshold
{
    private const int LeastPercent = 50, MostPercent = 95;

    /// <summary>The threshold with the highest F1 of cells.</summary>
    /// <param name="sequences">Not those that the networks learned from.</param>
    /// <param name="matcher">The matching networks.</param>
    /// <param name="log">Receives the F1 of some thresholds.</param>
    public static float Choose(IReadOnlyCollection<DetectedSequence> sequences, ICellMatcher matcher, Action<string> log)
    {
        var cells = sequences.Sum(found => found.Times.Skip(1).Sum(t => found.Sequence.Cells[t].Length));
        var (best, bestF1) = (0.5f, -1.0);
        for (var percent = LeastPercent; percent <= MostPercent; percent++)
        {
            var found = new CalibrationSurvey(matcher, percent / 100f).Of(sequences).Detections;
            var right = found.Count(detection => detection.Right);
            double precision = right / Math.Max(1.0, found.Count), recall = right / Math.Max(1.0, cells), f1 = 2.0 * right / Math.Max(1, found.Count + cells);
            if (percent % 5 == 0)
                log(string.Create(CultureInfo.InvariantCulture, $"score {percent / 100.0:0.00}: precision {precision:0.000}, recall {recall:0.000}, F1 {f1:0.000}"));
            if (f1 > bestF1)
                (best, bestF1) = (percent / 100f, f1);
        }

        return best;
    }
}
