namespace Cellect.Lab.Evaluation;

/// <summary>Counts of one kind of thing and what follows from them.</summary>
/// <param name="TruePositives">Found and right.</param>
/// <param name="FalsePositives">In the result, but not in the truth; null where a sparse truth cannot tell.</param>
/// <param name="FalseNegatives">In the truth, but not in the result.</param>
public readonly record struct Rates(int TruePositives, int? FalsePositives, int FalseNegatives)
{
    /// <summary>Share of the result that is right, 0 to 1; null where unknown or where the result has none.</summary>
    public double? Precision => FalsePositives is { } wrong ? Share(TruePositives, TruePositives + wrong) : null;

    /// <summary>Share of the truth that was found, 0 to 1; null where the truth has none.</summary>
    public double? Recall => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall, 2TP/(2TP+FP+FN); null where there is nothing in truth and result, or precision is
    /// unknown.</summary>
    public double? F1 => FalsePositives is { } wrong ? Share(2 * TruePositives, 2 * TruePositives + wrong + FalseNegatives) : null;

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
