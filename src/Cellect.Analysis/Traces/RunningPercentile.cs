namespace Cellect.Analysis.Traces;

/// <summary>A percentile of the newest values of a sequence.</summary>
/// <param name="window">How many values, 1 or more.</param>
/// <param name="share">Which percentile, 0 to 1: the value below which this share of the others lies, between two of them by
/// proportion.</param>
internal sealed class RunningPercentile(int window, double share)
{
    private readonly Queue<float> _newest = [];
    private readonly List<float> _sorted = [];

    /// <summary>The percentile; null of nothing.</summary>
    public double? Value
    {
        get
        {
            if (_sorted.Count == 0)
                return null;
            var at = share * (_sorted.Count - 1);
            var (below, part) = ((int)at, at - (int)at);
            return part == 0 ? _sorted[below] : (_sorted[below] * (1 - part)) + (_sorted[below + 1] * part);
        }
    }

    /// <summary>One more value, a number.</summary>
    public void Add(float value)
    {
        if (_newest.Count == window)
            _sorted.RemoveAt(_sorted.BinarySearch(_newest.Dequeue()));
        _newest.Enqueue(value);
        var at = _sorted.BinarySearch(value);
        _sorted.Insert(at < 0 ? ~at : at, value);
    }
}
