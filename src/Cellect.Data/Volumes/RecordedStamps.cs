namespace Cellect.Data.Volumes;

/// <summary>
/// When a volume of a replayed recording passed the session that was recorded, with the constant that its end of exposure got. Rules reckon
/// ages and time by these, so that a replay at any rate gives the firings of the session again.
/// </summary>
/// <param name="ReceivedNs">Last message received, UTC nanoseconds since 1970, the session's clock.</param>
/// <param name="LinkedNs">Tracks extended, or, where it was not tracked, volume complete; the same clock.</param>
public readonly record struct RecordedStamps(long ReceivedNs, long LinkedNs)
{
    /// <summary>The same, so many nanoseconds later.</summary>
    /// <param name="nanoseconds">May be negative.</param>
    public RecordedStamps Later(long nanoseconds) => new(ReceivedNs + nanoseconds, LinkedNs + nanoseconds);
}
