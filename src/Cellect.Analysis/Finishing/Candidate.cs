namespace Cellect.Analysis.Finishing;

/// <summary>A start that may be the continuation of an end.</summary>
/// <param name="End">The end.</param>
/// <param name="Gap">Time points between.</param>
/// <param name="SquaredDistance">Of the start from where the end was carried, squared; in distances between cells.</param>
internal readonly record struct Candidate(OpenEnd End, int Gap, double SquaredDistance);
