using Cellect.Data.Tracks;

namespace Cellect.Triggers.Conditions;

/// <summary>
/// Our clock minus the sender's, estimated as the least time from end of exposure to arrival of the newest volumes. What it cannot
/// tell apart is the least transmission itself, which it counts as offset.
/// </summary>
internal sealed class ClockOffset
{
    private const int Window = 256;

    private readonly Queue<long> _newest = new(Window);

    /// <summary>The estimate, nanoseconds; null before a volume came that tells both times.</summary>
    public long? Nanoseconds { get; private set; }

    /// <summary>A series begins: it may come from another sender.</summary>
    public void Reset()
    {
        _newest.Clear();
        Nanoseconds = null;
    }

    /// <summary>One more volume.</summary>
    public void Add(LatencyStamps stamps)
    {
        if (stamps.ExposureEndNs <= 0 || stamps.ReceivedNs <= 0)
            return;
        if (_newest.Count == Window)
            _newest.Dequeue();
        _newest.Enqueue(stamps.ReceivedNs - stamps.ExposureEndNs);
        var least = long.MaxValue;
        foreach (var offset in _newest)
            least = Math.Min(least, offset);
        Nanoseconds = least;
    }
}
