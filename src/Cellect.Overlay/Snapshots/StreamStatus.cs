namespace Cellect.Overlay.Snapshots;

/// <summary>How the stream fares, whether or not its newest volume is drawn.</summary>
internal sealed record StreamStatus
{
    /// <summary>Before the first series.</summary>
    public static StreamStatus Waiting { get; } = new();

    /// <summary>The acquisition run, or null before the first one.</summary>
    public string? Series { get; init; }

    /// <summary>True when the series is over.</summary>
    public bool Ended { get; init; }

    /// <summary>When the newest volume was done, <see cref="TimeProvider.GetTimestamp"/>; null before the first.</summary>
    public long? LastArrival { get; init; }

    /// <summary>Median time between volumes of late; null before the second.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Volumes tracked a second of late; 0 before the second.</summary>
    public double VolumesPerSecond { get; init; }

    /// <summary>Time points of the series that the frames themselves show as lost: gaps between them.</summary>
    public long Lost { get; init; }

    /// <summary>Of a viewer: what it waits for, and why, or how the series ended; one line for people, empty when nothing is to be
    /// said.</summary>
    public string WaitingFor { get; init; } = "";

    /// <summary>A viewer that has no connection: since when, <see cref="TimeProvider.GetTimestamp"/>; null where all is well.</summary>
    public long? DisconnectedSince { get; init; }
}
