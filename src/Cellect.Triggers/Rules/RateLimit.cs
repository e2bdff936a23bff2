namespace Cellect.Triggers.Rules;

/// <summary>Bounds the firings of all rules within any minute of the stream's clock.</summary>
/// <param name="perMinute">Most firings.</param>
internal sealed class RateLimit(int perMinute)
{
    private const long MinuteNs = 60_000_000_000;

    private readonly Queue<long> _times = new();

    /// <summary>Most firings.</summary>
    public int PerMinute => perMinute;

    /// <summary>Firings within the minute before now.</summary>
    public int Within(long nowNs)
    {
        while (_times.TryPeek(out var time) && nowNs - time >= MinuteNs)
            _times.Dequeue();
        return _times.Count;
    }

    /// <summary>Whether one more may fire now; it counts then.</summary>
    public bool Takes(long nowNs)
    {
        if (Within(nowNs) >= perMinute)
            return false;
        _times.Enqueue(nowNs);
        return true;
    }
}
