namespace Cellect.Overlay.Snapshots;

/// <summary>Measures rate and interval over the last volumes.</summary>
internal sealed class ArrivalClock(TimeProvider time)
{
    private const int Kept = 17;
    private readonly Queue<long> _arrivals = new(Kept);
    private readonly List<long> _steps = new(Kept);

    /// <summary>The newest arrival, <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long? Last { get; private set; }

    /// <summary>Median time between the last volumes, or null.</summary>
    public TimeSpan? Interval { get; private set; }

    /// <summary>Volumes a second over the last volumes, or 0.</summary>
    public double PerSecond { get; private set; }

    /// <summary>A volume has come.</summary>
    public void Tick()
    {
        if (_arrivals.Count == Kept)
            _arrivals.Dequeue();
        var now = time.GetTimestamp();
        _arrivals.Enqueue(now);
        Last = now;
        Measure();
    }

    private void Measure()
    {
        _steps.Clear();
        long? previous = null;
        foreach (var arrival in _arrivals)
        {
            if (previous is { } before)
                _steps.Add(arrival - before);
            previous = arrival;
        }

        if (_steps.Count == 0)
            return;
        var span = time.GetElapsedTime(_arrivals.Peek(), Last!.Value);
        PerSecond = span > TimeSpan.Zero ? _steps.Count / span.TotalSeconds : 0;
        _steps.Sort();
        Interval = time.GetElapsedTime(0, _steps[_steps.Count / 2]);
    }
}
