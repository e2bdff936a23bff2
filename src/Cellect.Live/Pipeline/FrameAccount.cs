namespace Cellect.Live.Pipeline;

/// <summary>Counts the sinks that are done with a frame; the last one marks it processed.</summary>
internal sealed class FrameAccount
{
    private readonly SeriesAccount _series;
    private readonly PopulationAccount _population;
    private readonly int _t;
    private int _waiting;

    public FrameAccount(SeriesAccount series, PopulationAccount population, int t, int sinks)
    {
        (_series, _population, _t, _waiting) = (series, population, t, sinks);
        if (sinks == 0)
            series.Done(population, t);
    }

    /// <summary>One sink has written the frame.</summary>
    public void SinkDone()
    {
        if (Interlocked.Decrement(ref _waiting) == 0)
            _series.Done(_population, _t);
    }
}
