namespace Cellect.Live.Pipeline;

/// <summary>Counts the sinks that are done with a frame; the last one marks it processed.</summary>
internal sealed class FrameAccount
{
    private readonly SeriesAccount _series;
    private readonly int _t;
    private int _waiting;

    public FrameAccount(SeriesAccount series, int t, int sinks)
    {
        (_series, _t, _waiting) = (series, t, sinks);
        if (sinks == 0)
            series.Done(t);
    }

    /// <summary>One sink has written the frame.</summary>
    public void SinkDone()
    {
        if (Interlocked.Decrement(ref _waiting) == 0)
            _series.Done(_t);
    }
}
