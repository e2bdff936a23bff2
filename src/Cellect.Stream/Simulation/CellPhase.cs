namespace Cellect.Stream.Simulation;

/// <summary>Where a simulated cell is in its cycle.</summary>
public enum CellPhase
{
    /// <summary>Growing between two divisions.</summary>
    Interphase,

    /// <summary>Chromatin condenses: smaller, brighter (prophase).</summary>
    Condensing,

    /// <summary>A flat plate across the division axis.</summary>
    Metaphase,

    /// <summary>One of two young daughters: still small, moving apart (anaphase and telophase).</summary>
    Newborn,

    /// <summary>Shrinking, soon gone.</summary>
    Dying,
}
