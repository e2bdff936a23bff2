using Cellect.Model.Detections;

namespace Cellect.Model.Torch;

/// <summary>What the network finds at one scale, and how sure it is of that.</summary>
internal sealed class ScaleTrial
{
    // A score's usual deviation, as heavy as four cells, stands in where there are few.
    private const double UsualDeviation = 0.05, UsualWeight = 4;

    // The network knows cells of this radius best; twice or half of it costs as much as this difference in score.
    private const double BestRadius = 5, OctaveCost = 0.04;

    // Resampling costs time and detail: it must be worth this much.
    private const double SourceBonus = 0.01;

    /// <param name="scale">Number of the scale; 0 is the source's.</param>
    /// <param name="frame">Cells in voxels of the source.</param>
    public ScaleTrial(int scale, DetectedFrame frame)
    {
        (Scale, Frame) = (scale, frame);
        var cells = frame.Cells;
        if (cells.Length == 0)
            return;
        double mean = cells.Average(c => (double)c.Score), squares = cells.Sum(c => (c.Score - mean) * (c.Score - mean));
        var deviation = Math.Sqrt((squares + UsualWeight * UsualDeviation * UsualDeviation) / (cells.Length + UsualWeight));
        var radii = Array.ConvertAll(cells, c => c.Radius / frame.Scale);
        Array.Sort(radii);
        MedianRadius = radii[radii.Length / 2];
        MeanScore = (float)mean;
        var octaves = Math.Log2(MedianRadius / BestRadius);
        Worth = mean - deviation / Math.Sqrt(cells.Length) - OctaveCost * octaves * octaves + (scale == 0 ? SourceBonus : 0);
    }

    /// <summary>Number of the scale.</summary>
    public int Scale { get; }

    /// <summary>The cells, in voxels of the source.</summary>
    public DetectedFrame Frame { get; }

    /// <summary>Mean score of the cells; 0 without any.</summary>
    public float MeanScore { get; }

    /// <summary>Median radius in columns of this scale; 0 without cells.</summary>
    public float MedianRadius { get; }

    /// <summary>The mean score less its standard error, so that a few lucky detections do not win, and less what an unusual radius costs; 0 without cells.</summary>
    public double Worth { get; }
}
