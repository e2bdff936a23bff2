namespace Cellect.Analysis.Finishing;

/// <summary>A track that goes on beside a start, and may have divided there: the start is then the second daughter.</summary>
/// <param name="Track">The track.</param>
/// <param name="Probability">Of the division, as it was published.</param>
internal readonly record struct Sister(int Track, double Probability);
