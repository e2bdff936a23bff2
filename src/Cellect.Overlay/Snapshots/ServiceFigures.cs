namespace Cellect.Overlay.Snapshots;

/// <summary>What only the service knows of itself, as it is shown.</summary>
internal sealed record ServiceFigures
{
    /// <summary>Where nothing is known.</summary>
    public static ServiceFigures None { get; } = new();

    /// <summary>Volumes a second that have come in of late; null when unknown.</summary>
    public double? VolumesInPerSecond { get; init; }

    /// <summary>Time points of the series that ingest or the model has dropped; null when unknown.</summary>
    public long? Dropped { get; init; }

    /// <summary>Time points of the series that never came, came too late or broken; null when unknown.</summary>
    public long? Missing { get; init; }

    /// <summary>Messages of which no use was made, by what became of them; empty when all were of use.</summary>
    public string Unused { get; init; } = "";

    /// <summary>What the network runs on; empty when unknown.</summary>
    public string Device { get; init; } = "";

    /// <summary>Slices and columns of the source for one of those that the network sees; empty when unknown.</summary>
    public string Scale { get; init; } = "";

    /// <summary>Volumes a second that have been tracked of late; null when unknown.</summary>
    public double? VolumesOutPerSecond { get; init; }

    /// <summary>What was learned from people in this series; empty: nothing.</summary>
    public string Learned { get; init; } = "";

    /// <summary>What a person must know now; empty when all is well.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];
}
