namespace Cellect.Live.Pipeline;

/// <summary>The one clock of <see cref="LatencyStamps"/>.</summary>
internal static class UnixTime
{
    private const long NanosecondsPerTick = 100;

    /// <summary>UTC nanoseconds since 1970, in steps of 100.</summary>
    public static long GetUnixNanoseconds(this TimeProvider time) =>
        (time.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NanosecondsPerTick;
}
