using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>From end of exposure to shown, over the last time points that were shown for the first time.</summary>
internal sealed class ShownLatency
{
    private const int Kept = 256;
    private const int LeastForPercentiles = 3;

    private readonly Queue<double> _milliseconds = new(Kept);
    private string _spread = "";

    /// <summary>Median and 95th percentile in words; empty before there are three.</summary>
    public string Spread => _spread;

    /// <summary>A time point has been shown for the first time.</summary>
    /// <param name="snapshot">The time point.</param>
    /// <param name="shownNs">When, UTC nanoseconds since 1970.</param>
    public void Add(OverlaySnapshot snapshot, long shownNs)
    {
        if (snapshot.ExposureEndNs <= 0)
            return;
        if (_milliseconds.Count == Kept)
            _milliseconds.Dequeue();
        _milliseconds.Enqueue((shownNs - snapshot.ExposureEndNs) / 1e6);
        var sorted = _milliseconds.Order().ToArray();
        if (sorted.Length >= LeastForPercentiles && sorted[0] >= 0)
            _spread =
                $"{StatusText.LatencyWords(sorted[sorted.Length / 2])}, "
                + $"{StatusText.LatencyWords(sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1])}";
        else
            _spread = "";
    }
}
