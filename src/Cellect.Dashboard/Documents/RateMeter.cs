namespace Cellect.Dashboard.Documents;

/// <summary>A rate of late, from a count that grows. One thread.</summary>
/// <param name="time">Clock.</param>
internal sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10),
        Shortest = TimeSpan.FromSeconds(0.5);

    private readonly Queue<(long At, long Count)> _samples = new();

    /// <summary>The rate over the last ten seconds, a second; null until half a second has been seen.</summary>
    public double? Read(long count)
    {
        var now = time.GetTimestamp();
        // Nobody asked for a while: what was counted long ago says nothing of now.
        while (_samples.TryPeek(out var old) && (old.Count > count || time.GetElapsedTime(old.At, now) > Window))
            _samples.Dequeue();
        _samples.Enqueue((now, count));
        var (at, before) = _samples.Peek();
        var elapsed = time.GetElapsedTime(at, now);
        return elapsed >= Shortest ? (count - before) / elapsed.TotalSeconds : null;
    }
}
