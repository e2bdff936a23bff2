using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>One true cell of a simulated frame.</summary>
/// <param name="Node">Its row in the truth table.</param>
/// <param name="Cell">Number of the biological cell, the same in every frame; daughters have numbers of their own.</param>
/// <param name="Phase">Where it is in its cycle.</param>
public readonly record struct SimulatedCell(TruthNode Node, int Cell, CellPhase Phase);
