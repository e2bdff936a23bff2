using System.ComponentModel.DataAnnotations;

namespace Cellect.Live.Pipeline;

/// <summary>How much may wait between the stages.</summary>
internal sealed class PipelineOptions
{
    /// <summary>Volumes that wait for inference.</summary>
    /// <value>1 to 64; default 2. Each takes the memory of a whole volume.</value>
    [Range(1, 64)]
    public int WaitingVolumes { get; init; } = 2;

    /// <summary>Tracked frames that wait for each sink.</summary>
    /// <value>1 to 64; default 4. Each keeps its volume.</value>
    [Range(1, 64)]
    public int WaitingFrames { get; init; } = 4;
}
