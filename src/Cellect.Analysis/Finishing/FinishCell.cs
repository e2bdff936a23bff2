namespace Cellect.Analysis.Finishing;

/// <summary>A cell of a frame, in micrometres.</summary>
/// <param name="Track">Its track.</param>
/// <param name="Parent">Track of its mother; -1: none.</param>
/// <param name="Place">Its centre, µm.</param>
/// <param name="Radius">µm.</param>
/// <param name="Score">Probability that there is a cell.</param>
/// <param name="Division">Probability that it is a daughter first seen in this frame.</param>
internal readonly record struct FinishCell(int Track, int Parent, Place Place, double Radius, double Score, double Division);
