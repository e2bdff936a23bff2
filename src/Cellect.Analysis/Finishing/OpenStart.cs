namespace Cellect.Analysis.Finishing;

/// <summary>A track that came from nowhere, and the ends that it may continue.</summary>
/// <param name="Track">The track.</param>
/// <param name="T">Time point of its first sight.</param>
/// <param name="IsAtBorder">Whether it began at a border of the volume.</param>
/// <param name="Cells">Cells of the frame that are at a border as well or, of a start that is not, that are not.</param>
/// <param name="Candidates">The ends near it.</param>
/// <param name="Sister">The track beside it that may have divided; null: none.</param>
internal sealed record OpenStart(int Track, int T, bool IsAtBorder, int Cells, IReadOnlyList<Candidate> Candidates, Sister? Sister = null)
{
    /// <summary>Probability that it is a cell at all, by itself.</summary>
    public double Belief { get; set; } = 1;

    /// <summary>Probability that what goes on beside it is a cell from there on.</summary>
    public double SisterBelief { get; set; }

    /// <summary>Odds, of a cell, that it is the second daughter of <see cref="Sister"/>'s division against being new.</summary>
    public double SisterOdds { get; set; }
}
