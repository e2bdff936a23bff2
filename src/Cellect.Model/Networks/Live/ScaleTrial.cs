using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>How sure the network is of what it finds at one scale.</summary>
/// <param name="Cells">How many cells are not doubtful.</param>
/// <param name="MeanScore">Mean score of the cells that are not doubtful; 0 without any.</param>
/// <param name="MedianRadius">Their median radius in columns of this scale; 0 without any.</param>
/// <param name="Worth">Their mean score less its standard error, so that a few lucky detections do not win, and less what an unusual radius
/// costs; 0 without cells.</param>
internal readonly record struct ScaleTrial(double Cells, double MeanScore, double MedianRadius, double Worth)
{
    // Doubtful cells tell little about a scale, and how many of them are found depends on the detector's threshold, on which no choice of
    // scale may hang.
    private const float LeastScore = 0.84f;

    // A score's usual deviation, as heavy as four cells, stands in where there are few.
    private const double UsualDeviation = 0.05,
        UsualWeight = 4;

    // The network knows cells of this radius best; twice of it costs as much as this difference in score. Half of it costs more: smaller
    // cells than it learned on are missed, which the scores of those that are found do not tell.
    private const double BestRadius = 4.5,
        OctaveCost = 0.12,
        SmallOctaveCost = 0.25;

    /// <summary>What one look tells.</summary>
    public static ScaleTrial Of(DetectedFrame frame)
    {
        var cells = Array.FindAll(frame.Cells, c => c.Score >= LeastScore);
        if (cells.Length == 0)
            return default;
        double mean = cells.Average(c => (double)c.Score),
            squares = cells.Sum(c => (c.Score - mean) * (c.Score - mean));
        var deviation = Math.Sqrt((squares + UsualWeight * UsualDeviation * UsualDeviation) / (cells.Length + UsualWeight));
        var radii = Array.ConvertAll(cells, c => c.Radius / frame.Scale);
        Array.Sort(radii);
        var radius = radii[radii.Length / 2];
        var octaves = Math.Log2(radius / BestRadius);
        var cost = octaves < 0 ? SmallOctaveCost : OctaveCost;
        return new(cells.Length, mean, radius, mean - deviation / Math.Sqrt(cells.Length) - cost * octaves * octaves);
    }

    /// <summary>The mean of several looks.</summary>
    public static ScaleTrial Mean(IEnumerable<ScaleTrial> trials)
    {
        var all = trials.ToArray();
        return new(all.Average(t => t.Cells), all.Average(t => t.MeanScore), all.Average(t => t.MedianRadius), all.Average(t => t.Worth));
    }
}
