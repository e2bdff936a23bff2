namespace Cellect.Data.Tracks;

/// <summary>The part of a volume's way that a latency measures, in the order of the way.</summary>
internal enum LatencyStage
{
    /// <summary>End of exposure to last message received: two clocks, so only as true as they agree; may be negative.</summary>
    Receive,

    /// <summary>Last message received to volume complete.</summary>
    Assemble,

    /// <summary>Volume complete to cells found; waiting for the network included.</summary>
    Infer,

    /// <summary>Cells found to tracks extended.</summary>
    Link,

    /// <summary>Tracks extended to handed to the publishing socket.</summary>
    Publish,

    /// <summary>Last message received to the last stage reached: what Cellect itself adds.</summary>
    Total,
}
