using System.ComponentModel.DataAnnotations;

namespace Cellect.Live.Finishing;

/// <summary>The section <c>Finish</c> of the settings: which tracks continue which, told while the session runs.</summary>
internal sealed class LiveFinishOptions
{
    /// <summary>After so many volumes each time the newest tracks are looked at once more; 0: never.</summary>
    /// <value>0 to 10,000; default 0.</value>
    [Range(0, 10_000)]
    public int EveryVolumes { get; init; }

    /// <summary>Longest way from the last sight of a cell to the first of its continuation, time points.</summary>
    /// <value>1 to 1,000; default 200.</value>
    [Range(1, 1000)]
    public int ReconnectFrames { get; init; } = 200;

    /// <summary>Least probability of a merge that is told.</summary>
    /// <value>0.5 to 1; default 0.9.</value>
    [Range(0.5, 1.0)]
    public double MinProbability { get; init; } = 0.9;
}
