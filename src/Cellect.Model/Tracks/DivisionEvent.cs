namespace Cellect.Model.Tracks;

/// <summary>A division, in the frame in which the daughters are first seen.</summary>
/// <param name="Mother">Track that ended in the frame before.</param>
/// <param name="First">Index of the one daughter among the frame's cells.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Probability">Of the division, 0 to 1: the geometric mean of what its two links say.</param>
public readonly record struct DivisionEvent(int Mother, int First, int Second, float Probability);
