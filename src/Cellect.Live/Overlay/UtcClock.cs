namespace Cellect.Live.Overlay;

/// <summary>The unit of the pipeline's stamps.</summary>
internal static class UtcClock
{
    /// <summary>UTC nanoseconds since 1970.</summary>
    public static long Nanoseconds(TimeProvider time) => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
}
