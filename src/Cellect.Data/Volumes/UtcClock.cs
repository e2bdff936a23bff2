namespace Cellect.Data.Volumes;

/// <summary>The clock of every latency stamp.</summary>
public static class UtcClock
{
    /// <summary>UTC nanoseconds since 1970; resolution 100 ns, accuracy that of the computer's clock.</summary>
    public static long UtcNanoseconds(this TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
