namespace Cellect.Live.Pipeline;

/// <summary>Tells a stage that works slowly from one that hangs. One thread writes, any reads.</summary>
/// <param name="time">Clock.</param>
internal sealed class StageProgress(TimeProvider time)
{
    // The slowest volumes that are known take two minutes, and the first of a series is looked at several times.
    private static readonly TimeSpan LeastLimit = TimeSpan.FromMinutes(10);
    private const int TimesTheSlowest = 10;

    private long _since;
    private long _slowest;

    /// <summary>False when the stage has been at one item for more than ten minutes, and ten times as long as ever before.</summary>
    public bool IsAlive
    {
        get
        {
            var since = Volatile.Read(ref _since);
            return since == 0
                || time.GetElapsedTime(since) < LeastLimit
                || time.GetElapsedTime(since) < TimesTheSlowest * TimeSpan.FromTicks(Volatile.Read(ref _slowest));
        }
    }

    /// <summary>An item is begun.</summary>
    public void Begin() => Volatile.Write(ref _since, time.GetTimestamp());

    /// <summary>It is done.</summary>
    public void End()
    {
        if (_since != 0)
            Volatile.Write(ref _slowest, Math.Max(_slowest, time.GetElapsedTime(_since).Ticks));
        Volatile.Write(ref _since, 0);
    }
}
