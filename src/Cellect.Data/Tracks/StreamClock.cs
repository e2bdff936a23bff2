namespace Cellect.Data.Tracks;

/// <summary>
/// Time as the stream tells it, a function of the frames alone: end of exposure where the sender tells it, else arrival, else the time
/// point times an assumed interval. Chosen by a series' first frame. Never goes back. Where an end of exposure cannot be
/// (<see cref="ClockOffset"/>), time goes on as volumes arrive.
/// </summary>
/// <param name="assumedIntervalSeconds">Time from one time point to the next where nothing is told.</param>
internal sealed class StreamClock(double assumedIntervalSeconds)
{
    private const long LargestStepNs = 60_000_000_000;

    private enum Kind
    {
        None,
        Exposure,
        Arrival,
        Assumed,
    }

    private Kind _kind;
    private long _lastNs;
    private long _lastReceivedNs;

    // Added to the sender's clock since it was set.
    private long _shiftNs;
    private bool _believed = true;

    /// <summary>Offset of our clock from the sender's, transmission included.</summary>
    public ClockOffset Offset { get; } = new();

    /// <summary>A series begins.</summary>
    public void Reset()
    {
        (_kind, _lastNs, _lastReceivedNs, _shiftNs, _believed) = (Kind.None, 0, 0, 0, true);
        Offset.Reset();
    }

    /// <summary>Time of a frame, nanoseconds; comparable within its series.</summary>
    public long Advance(TrackedFrame frame)
    {
        var stamps = frame.RuleStamps;
        var wasBelieved = _believed;
        _believed = Offset.Add(stamps);
        if (_kind == Kind.None)
            _kind =
                stamps.ExposureEndNs > 0 ? Kind.Exposure
                : stamps.ReceivedNs > 0 ? Kind.Arrival
                : Kind.Assumed;
        var now = _kind switch
        {
            Kind.Exposure => Exposure(stamps, wasBelieved),
            Kind.Arrival => stamps.ReceivedNs,
            _ => (long)(frame.Header.T * assumedIntervalSeconds * 1e9),
        };
        _lastReceivedNs = stamps.ReceivedNs;
        return _lastNs = Math.Max(_lastNs, now);
    }

    private long Exposure(LatencyStamps stamps, bool wasBelieved)
    {
        var arrived = _lastNs + Math.Max(0, stamps.ReceivedNs - _lastReceivedNs);
        if (!_believed)
            return arrived;
        // The first that is believed again shows where the sender's clock stands now.
        if (!wasBelieved && Math.Abs(stamps.ExposureEndNs + _shiftNs - arrived) > LargestStepNs)
            _shiftNs = arrived - stamps.ExposureEndNs;
        return stamps.ExposureEndNs + _shiftNs;
    }

    /// <summary>How long ago a volume was exposed when something of it was done; seconds, 0 where no clock tells.</summary>
    /// <param name="stamps">The volume's stamps.</param>
    /// <param name="nowNs">Our clock, UTC nanoseconds.</param>
    public double AgeSeconds(LatencyStamps stamps, long nowNs)
    {
        var since =
            _believed && stamps.ExposureEndNs > 0 && Offset.Nanoseconds is { } offset ? stamps.ExposureEndNs + offset : stamps.ReceivedNs;
        return since > 0 && nowNs > 0 ? Math.Max(0, (nowNs - since) / 1e9) : 0;
    }
}
