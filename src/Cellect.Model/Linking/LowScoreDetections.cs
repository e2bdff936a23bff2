using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// Detections whose score is too low to appear from nowhere: they are believed where they go on what was there before, as the same cell or
/// as a daughter, and else left out. A cell that is seen badly for a frame so stays in its track, and noise, which nothing goes before,
/// stays out (ByteTrack, Zhang et al., ECCV 2022, does the same with boxes).
/// </summary>
internal static class LowScoreDetections
{
    /// <summary>Detections with a lower score are not looked at.</summary>
    public const float LeastScore = 0.5f;

    /// <summary>The cells that count, as indices of the frame.</summary>
    /// <param name="frame">What was found, from <see cref="LeastScore"/> on.</param>
    /// <param name="links">One a cell.</param>
    /// <param name="minScore">Lowest score of a cell without an origin.</param>
    public static int[] Believed(DetectedFrame frame, Link[] links, float minScore) => Believed(frame, links, _ => minScore);

    /// <summary>The cells that count, as indices of the frame.</summary>
    /// <param name="frame">What was found, from <see cref="LeastScore"/> on.</param>
    /// <param name="links">One a cell.</param>
    /// <param name="minScore">Lowest score of this cell if it has no origin.</param>
    public static int[] Believed(DetectedFrame frame, Link[] links, Func<Detection, float> minScore) =>
        [.. Enumerable.Range(0, links.Length).Where(i => links[i].Parent >= 0 || frame.Cells[i].Score >= minScore(frame.Cells[i]))];
}
