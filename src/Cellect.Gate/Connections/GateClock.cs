namespace Cellect.Gate.Connections;

/// <summary>
/// Time as the connections of one door see it. It stands still while this process does: a service that was stopped for a minute does not
/// find its senders too slow.
/// </summary>
internal sealed class GateClock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Action _tick;
    private long _last;
    private long _now;

    public GateClock(TimeProvider time, Action tick)
    {
        (_time, _tick, _last) = (time, tick, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Tick(), null, Interval, Interval);
    }

    /// <summary>Since the door opened.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(Volatile.Read(ref _now));

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        var now = _time.GetTimestamp();
        var passed = _time.GetElapsedTime(Interlocked.Exchange(ref _last, now), now);
        Interlocked.Add(ref _now, Math.Clamp(passed.Ticks, 0, 2 * Interval.Ticks));
        _tick();
    }
}
