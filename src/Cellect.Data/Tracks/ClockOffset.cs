namespace Cellect.Data.Tracks;

/// <summary>
/// Our clock minus the sender's, estimated as the least time from end of exposure to arrival of the newest volumes. What it cannot
/// tell apart is the least transmission itself, which it counts as offset.
/// </summary>
/// <remarks>
/// An exposure cannot end after its volume has come, nor before that of the volume before it. A volume that says so is not believed, and
/// neither are those after it that agree with the volumes before it, or they with it: which of the two was wrong shows when three in a row
/// agree. Then the sender's clock is taken to have been set, and the estimate begins anew.
/// </remarks>
internal sealed class ClockOffset
{
    private const int Window = 256,
        Agreeing = 3;
    private const long AheadNs = 60_000_000_000,
        BackNs = 1_000_000_000;

    private readonly Queue<long> _newest = new(Window);
    private readonly List<long> _doubted = [];
    private long _lastExposureNs;

    /// <summary>The estimate, nanoseconds; null before a volume came that tells both times.</summary>
    public long? Nanoseconds { get; private set; }

    /// <summary>Volumes whose time was not believed, since the series began.</summary>
    public long Doubted { get; private set; }

    /// <summary>A series begins: it may come from another sender.</summary>
    public void Reset()
    {
        Clear();
        Doubted = 0;
    }

    /// <summary>One more volume.</summary>
    /// <returns>Whether the end of exposure that it tells can be; true where it tells none.</returns>
    public bool Add(LatencyStamps stamps)
    {
        if (stamps.ExposureEndNs <= 0 || stamps.ReceivedNs <= 0)
            return true;
        var offset = stamps.ReceivedNs - stamps.ExposureEndNs;
        if (Nanoseconds is { } least && (offset < least - AheadNs || stamps.ExposureEndNs < _lastExposureNs - BackNs))
            return Doubt(offset, stamps.ExposureEndNs);
        _doubted.Clear();
        Take(offset, stamps.ExposureEndNs);
        return true;
    }

    private bool Doubt(long offset, long exposureNs)
    {
        Doubted++;
        if (_doubted.Count > 0 && Math.Abs(_doubted[^1] - offset) > AheadNs)
            _doubted.Clear();
        _doubted.Add(offset);
        if (_doubted.Count < Agreeing)
            return false;
        var agreed = _doubted.ToArray();
        Clear();
        foreach (var one in agreed)
            Take(one, exposureNs);
        return true;
    }

    private void Take(long offset, long exposureNs)
    {
        if (_newest.Count == Window)
            _newest.Dequeue();
        _newest.Enqueue(offset);
        _lastExposureNs = exposureNs;
        var least = long.MaxValue;
        foreach (var one in _newest)
            least = Math.Min(least, one);
        Nanoseconds = least;
    }

    private void Clear()
    {
        _newest.Clear();
        _doubted.Clear();
        _lastExposureNs = 0;
        Nanoseconds = null;
    }
}
