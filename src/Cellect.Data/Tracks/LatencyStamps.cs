namespace Cellect.Data.Tracks;

/// <summary>When a volume passed each stage: UTC nanoseconds since 1970, our clock but for the first. 0: not reached or unknown.</summary>
/// <param name="ExposureEndNs">End of exposure, sender's clock.</param>
/// <param name="ReceivedNs">Last message received.</param>
/// <param name="AssembledNs">Volume complete.</param>
/// <param name="InferredNs">Cells found.</param>
/// <param name="LinkedNs">Tracks extended.</param>
/// <param name="PublishedNs">Handed to the publishing socket.</param>
internal readonly record struct LatencyStamps(
    long ExposureEndNs,
    long ReceivedNs,
    long AssembledNs,
    long InferredNs,
    long LinkedNs,
    long PublishedNs
);
