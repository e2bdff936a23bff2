namespace Cellect.Analysis.Finishing;

/// <summary>A track that came from nowhere, and the ends that it may continue.</summary>
/// <param name="Track">The track.</param>
/// <param name="T">Time point of its first sight.</param>
/// <param name="IsAtBorder">Whether it began at a border of the volume.</param>
/// <param name="Cells">Cells of the frame that are at a border as well or, of a start that is not, that are not.</param>
/// <param name="Candidates">The ends near it.</param>
internal sealed record OpenStart(int Track, int T, bool IsAtBorder, int Cells, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>Probability that it is a cell at all, by itself.</summary>
    public double Belief { get; set; } = 1;
}
