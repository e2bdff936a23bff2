namespace Cellect.Stream.Simulation;

/// <summary>What of a cell is fluorescent.</summary>
public enum CellLabel
{
    /// <summary>The nucleus.</summary>
    Nucleus,

    /// <summary>The cell membrane.</summary>
    Membrane,
}
