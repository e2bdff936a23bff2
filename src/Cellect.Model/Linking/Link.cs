namespace Cellect.Model.Linking;

/// <summary>Where a cell came from.</summary>
/// <param name="Parent">Index of the same cell, or of its mother, in the frame before; -1: it is new.</param>
/// <param name="Probability">Of this origin (or of having none), 0 to 1.</param>
/// <param name="Division">Probability that the cell was born by a division since the frame before, 0 to 1.</param>
public readonly record struct Link(int Parent, float Probability, float Division);
