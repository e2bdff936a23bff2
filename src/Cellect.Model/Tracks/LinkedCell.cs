namespace Cellect.Model.Tracks;

/// <summary>A cell with its place in the lineage.</summary>
/// <param name="Track">Track id, from 1; a division ends a track and begins two.</param>
/// <param name="Parent">Track id of the mother when this is the first cell of a daughter's track; the same for every later cell of it; -1:
/// none.</param>
/// <param name="Detection">Index of the cell in its frame.</param>
/// <param name="LinkProbability">Probability of the origin that was chosen, or of having none, 0 to 1.</param>
/// <param name="Division">Probability that the cell was born by a division since the frame before, 0 to 1.</param>
public readonly record struct LinkedCell(int Track, int Parent, int Detection, float LinkProbability, float Division)
{
    /// <summary>Probability that there is a cell at all, 0 to 1.</summary>
    public float Score { get; init; } = 1;
}
