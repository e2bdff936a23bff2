using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>One true cell of a simulated frame.</summary>
/// <param name="Node">Its row in the truth table.</param>
/// <param name="Cell">Number of the biological cell, the same in every frame; daughters have numbers of their own.</param>
/// <param name="Phase">Where it is in its cycle.</param>
public readonly record struct SimulatedCell(TruthNode Node, int Cell, CellPhase Phase)
{
    /// <summary>ΔF/F0: what calcium adds to its brightness, over that at rest; 0 where cells do not flash.</summary>
    public float Relative { get; init; }

    /// <summary>Whether it fires in this frame.</summary>
    public bool Fires { get; init; }

    /// <summary>Whether it is seen in channel 1 as well, where only some are.</summary>
    public bool IsRed { get; init; }
}
