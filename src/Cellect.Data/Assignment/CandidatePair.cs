namespace Cellect.Data.Assignment;

/// <summary>A left and a right element that may be assigned to each other, and what that costs.</summary>
internal readonly record struct CandidatePair(int Left, int Right, double Cost);
