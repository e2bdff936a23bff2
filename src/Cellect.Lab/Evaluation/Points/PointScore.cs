using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>Cells, links and divisions of a result against a truth, by the one-to-one matching of <see cref="PointMatching"/>.</summary>
/// <param name="Nodes">Cells. With a sparse truth the false positives are unknown.</param>
/// <param name="Edges">Links between matched cells. With a sparse truth only links that contradict it are false positives.</param>
/// <param name="Divisions">Divisions that are right to within 0, 1 and 2 frames.</param>
public sealed record PointScore(Rates Nodes, Rates Edges, IReadOnlyList<DivisionScore> Divisions)
{
    /// <summary>Largest tolerance in frames of <see cref="Divisions"/>.</summary>
    public const int MaxTolerance = 2;

    /// <summary>Scores a result.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option outside its range.</exception>
    public static PointScore Compute(TrackGraph truth, TrackGraph result, PointMatchOptions options)
    {
        var (cutTruth, cutResult) = options.Cut(truth, result);
        return Compute(PointMatching.Match(cutTruth, cutResult, options), options.Sparse);
    }

    /// <summary>Scores a matching.</summary>
    public static PointScore Compute(PointMatching matching, bool sparse) =>
        new(CountNodes(matching, sparse), CountEdges(matching, sparse), DivisionScore.Compute(matching, sparse, MaxTolerance));

    private static Rates CountNodes(PointMatching matching, bool sparse) =>
        new(
            matching.Count,
            sparse ? null : matching.Result.NodeCount - matching.Count - matching.IgnoredCount,
            matching.Truth.NodeCount - matching.Count
        );

    private static Rates CountEdges(PointMatching matching, bool sparse)
    {
        var right = 0;
        for (var node = 0; node < matching.Truth.NodeCount; node++)
            right += matching.HasLink(node) ? 1 : 0;
        var wrong = sparse ? Contradictions(matching) : CountedEdges(matching) - right;
        return new Rates(right, wrong, matching.Truth.EdgeCount - right);
    }

    /// <summary>Result links of which neither end is ignored.</summary>
    private static int CountedEdges(PointMatching matching)
    {
        var (result, count) = (matching.Result, 0);
        for (var node = 0; node < result.NodeCount; node++)
            if (result.Parent(node) is not TrackGraph.None and var parent && !matching.IsIgnored(node) && !matching.IsIgnored(parent))
                count++;
        return count;
    }

    /// <summary>Result links that are not in a sparse truth although it knows the child's parent or the parent's children.</summary>
    private static int Contradictions(PointMatching matching)
    {
        var (truth, result, count) = (matching.Truth, matching.Result, 0);
        for (var node = 0; node < result.NodeCount; node++)
        {
            if (result.Parent(node) == TrackGraph.None)
                continue;
            var (child, parent) = (matching.TruthOf(node), matching.TruthOf(result.Parent(node)));
            var known =
                (child != TrackGraph.None && truth.Parent(child) != TrackGraph.None)
                || (parent != TrackGraph.None && truth.FirstChild(parent) != TrackGraph.None);
            if (known && !(child != TrackGraph.None && matching.HasLink(child)))
                count++;
        }
        return count;
    }
}
