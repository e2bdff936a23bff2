using System.Globalization;
using Cellect.Model.Linking;

namespace Cellect.Lab.Training;

/// <summary>
/// The score from which a detection may begin a track: the one with which cells and links together are best, as in use, where doubtful
/// cells stay in tracks that others began. Cells alone would have it higher, for a false one counts as much as a missed one; but a missed
/// cell costs two links, and a false one that nothing continues costs none.
/// </summary>
internal static class ScoreThreshold
{
    private const int LeastPercent = 50,
        MostPercent = 95;

    // Less than the sequences can tell. Of thresholds as good as the best the lowest finds most cells.
    private const double AsGood = 0.002;

    /// <summary>The lowest threshold whose mean of both F1 is as good as the highest.</summary>
    /// <param name="sequences">Not those that the networks learned from.</param>
    /// <param name="matcher">The matching networks.</param>
    /// <param name="log">Receives the F1 of some thresholds.</param>
    public static float Choose(IReadOnlyCollection<DetectedSequence> sequences, ICellMatcher matcher, Action<string> log)
    {
        int cells = sequences.Sum(TrueCells),
            links = sequences.Sum(TrueLinks);
        var means = new List<(int Percent, double Mean)>();
        for (var percent = LeastPercent; percent <= MostPercent; percent++)
        {
            var found = new CalibrationSurvey(matcher, percent / 100f).Of(sequences);
            double ofCells = F1(found.Detections, cells),
                ofLinks = F1(found.Links, links),
                mean = (ofCells + ofLinks) / 2;
            if (percent % 5 == 0)
                log(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"score {percent / 100.0:0.00}: F1 of cells {ofCells:0.0000}, of links {ofLinks:0.0000}, mean {mean:0.0000}"
                    )
                );
            means.Add((percent, mean));
        }

        var least = means.Max(m => m.Mean) - AsGood;
        return means.First(m => m.Mean >= least).Percent / 100f;
    }

    private static double F1(List<(float Probability, bool Right)> found, int all) =>
        2.0 * found.Count(f => f.Right) / Math.Max(1, found.Count + all);

    private static int TrueCells(DetectedSequence found) => found.Times.Skip(1).Sum(t => found.Sequence.Cells[t].Length);

    private static int TrueLinks(DetectedSequence found) =>
        found
            .Times.Zip(found.Times.Skip(1))
            .Sum(step => CropSampler.Lineage(found.Sequence, step.First, step.Second).Count(cell => cell.Parent >= 0));
}
