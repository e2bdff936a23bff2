namespace Cellect.Lab.Evaluation;

/// <summary>
/// Divisions that are right to within some frames, by the rules of traccuracy 0.4.3. A division is right when its node is matched
/// to a dividing node and both links to the daughters are right; with a tolerance also when it is early or late by so many frames
/// and mother and daughters are the same cells.
/// </summary>
/// <param name="Tolerance">Frames that a division may be early or late.</param>
/// <param name="TruePositives">Right divisions.</param>
/// <param name="WrongChildren">Divisions of the right cell in the right frame with a wrong or missing daughter.</param>
/// <param name="FalsePositives">Divisions in the result of cells that do not divide.</param>
/// <param name="FalseNegatives">Divisions of the truth that the result does not have.</param>
public sealed record DivisionScore(int Tolerance, int TruePositives, int WrongChildren, int FalsePositives, int FalseNegatives)
{
    /// <summary>Right divisions over all in the result; null where it has none.</summary>
    public double? Precision => Share(TruePositives, TruePositives + WrongChildren + FalsePositives);

    /// <summary>Right divisions over all in the truth; null where it has none.</summary>
    public double? Recall => Share(TruePositives, TruePositives + WrongChildren + FalseNegatives);

    /// <summary>Harmonic mean of the two; null where neither truth nor result has a division.</summary>
    public double? F1 => Share(2 * TruePositives, 2 * (TruePositives + WrongChildren) + FalsePositives + FalseNegatives);

    /// <summary>Mitotic branching correctness: right over all divisions of the truth and the false ones.</summary>
    public double? BranchingCorrectness => Share(TruePositives, TruePositives + WrongChildren + FalsePositives + FalseNegatives);

    internal static IReadOnlyList<DivisionScore> Compute(PointMatching matching, bool sparse, int maxTolerance)
    {
        var divisions = new DivisionMatching(matching, sparse);
        var scores = new List<DivisionScore> { divisions.Score(0) };
        for (var tolerance = 1; tolerance <= maxTolerance; tolerance++)
        {
            divisions.PairAt(tolerance);
            scores.Add(divisions.Score(tolerance));
        }
        return scores;
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
