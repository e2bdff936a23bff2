using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>What the network finds at one scale, and how sure it is of that.</summary>
internal sealed class ScaleTrial
{
    // Doubtful cells tell little about a scale, and how many of them are found depends on the detector's threshold, on which no choice of
    // scale may hang.
    private const float LeastScore = 0.84f;

    // A score's usual deviation, as heavy as four cells, stands in where there are few.
    private const double UsualDeviation = 0.05,
        UsualWeight = 4;

    // The network knows cells of this radius best; twice or half of it costs as much as this difference in score.
    private const double BestRadius = 4.5,
        OctaveCost = 0.06;

    /// <param name="scale">Number of the scale.</param>
    /// <param name="frame">Cells in voxels of the source.</param>
    public ScaleTrial(int scale, DetectedFrame frame)
    {
        (Scale, Frame) = (scale, frame);
        var cells = Array.FindAll(frame.Cells, c => c.Score >= LeastScore);
        if (cells.Length == 0)
            return;
        double mean = cells.Average(c => (double)c.Score),
            squares = cells.Sum(c => (c.Score - mean) * (c.Score - mean));
        var deviation = Math.Sqrt((squares + UsualWeight * UsualDeviation * UsualDeviation) / (cells.Length + UsualWeight));
        var radii = Array.ConvertAll(cells, c => c.Radius / frame.Scale);
        Array.Sort(radii);
        MedianRadius = radii[radii.Length / 2];
        (Cells, MeanScore) = (cells.Length, (float)mean);
        var octaves = Math.Log2(MedianRadius / BestRadius);
        Worth = mean - deviation / Math.Sqrt(cells.Length) - OctaveCost * octaves * octaves;
    }

    /// <summary>Number of the scale.</summary>
    public int Scale { get; }

    /// <summary>The cells, in voxels of the source; none once they were taken.</summary>
    public DetectedFrame Frame { get; private set; }

    /// <summary>Hands the cells over: what is remembered of a trial are its figures.</summary>
    public DetectedFrame Take()
    {
        var frame = Frame;
        Frame = DetectedFrame.Empty(frame.Geometry);
        return frame;
    }

    /// <summary>How many cells are not doubtful.</summary>
    public int Cells { get; }

    /// <summary>Mean score of the cells that are not doubtful; 0 without any.</summary>
    public float MeanScore { get; }

    /// <summary>Their median radius in columns of this scale; 0 without any.</summary>
    public float MedianRadius { get; }

    /// <summary>Their mean score less its standard error, so that a few lucky detections do not win, and less what an unusual radius costs;
    /// 0 without cells.</summary>
    public double Worth { get; }
}
