using Cellect.Data.Assignment;

namespace Cellect.Lab.Evaluation;

/// <summary>Assignment among the nodes of one frame, with graph indices instead of positions in the frame.</summary>
internal static class FrameAssignment
{
    public static IEnumerable<(int Left, int Right)> Solve(Range left, Range right, List<CandidatePair> pairs, double unmatchedCost)
    {
        var (from, to) = (left.Start.Value, right.Start.Value);
        for (var i = 0; i < pairs.Count; i++)
            pairs[i] = new CandidatePair(pairs[i].Left - from, pairs[i].Right - to, pairs[i].Cost);
        var columnOf = SparseAssignment.Solve(left.End.Value - from, right.End.Value - to, pairs, unmatchedCost);
        for (var row = 0; row < columnOf.Length; row++)
            if (columnOf[row] >= 0)
                yield return (from + row, to + columnOf[row]);
    }

    /// <summary>An unmatched cost so high that as many pairs as possible are taken, and among those the cheapest.</summary>
    public static double Largest(Range left, Range right, double highestCost) =>
        (highestCost + 1) * (Math.Min(left.End.Value - left.Start.Value, right.End.Value - right.Start.Value) + 1);
}
