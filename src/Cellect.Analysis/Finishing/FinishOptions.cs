namespace Cellect.Analysis.Finishing;

/// <summary>What the final result may change.</summary>
/// <param name="ReconnectFrames">Longest way in time points from the last sight of a cell to the first of its continuation.</param>
/// <param name="MinFrames">Tracks without relatives that are seen in fewer time points are dropped; 0 and 1: none is.</param>
internal sealed record FinishOptions(int ReconnectFrames = 200, int MinFrames = 0)
{
    /// <summary>What people have said, and stays.</summary>
    public FixedPlaces Fixed { get; init; } = FixedPlaces.None;
}
