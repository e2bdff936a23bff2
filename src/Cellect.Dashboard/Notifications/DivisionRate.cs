namespace Cellect.Dashboard.Notifications;

/// <summary>Divisions an hour, over the last ten minutes; tells when they come to more than a limit. One thread at a time.</summary>
/// <param name="limit">Divisions an hour; 0: never.</param>
/// <param name="time">Clock.</param>
internal sealed class DivisionRate(double limit, TimeProvider time)
{
    private const double Calm = 0.8;
    private const int MostEntries = 100_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Queue<(long At, int Count)> _frames = new();
    private long _count;
    private bool _above;

    /// <summary>Counts the divisions of a frame.</summary>
    /// <returns>The rate when it has just come above the limit; else null.</returns>
    public double? Add(int divisions)
    {
        if (limit <= 0)
            return null;
        if (divisions > 0)
        {
            _frames.Enqueue((time.GetTimestamp(), divisions));
            _count += divisions;
        }

        while (_frames.TryPeek(out var old) && (_frames.Count > MostEntries || time.GetElapsedTime(old.At) >= Window))
        {
            _frames.Dequeue();
            _count -= old.Count;
        }

        var rate = _count * (TimeSpan.FromHours(1) / Window);
        var was = _above;
        _above = rate > limit || (_above && rate >= Calm * limit);
        return _above && !was ? rate : null;
    }
}
