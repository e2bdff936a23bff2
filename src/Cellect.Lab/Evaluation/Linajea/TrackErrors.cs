using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>All errors of a result: each list holds nodes, links being named by their child. FN, IS and FN-D are of the truth, FP and FP-D
/// of the result.</summary>
internal sealed class TrackErrors
{
    public required List<int> MissedEdges { get; init; }

    public required List<int> FalseEdges { get; init; }

    public required List<int> Switches { get; init; }

    public required List<MissedDivision> MissedDivisions { get; init; }

    public required List<int> FalseDivisions { get; init; }

    public static TrackErrors Find(EdgeMatching matching, bool sparse) =>
        new()
        {
            MissedEdges = [.. Edges(matching.Truth).Where(child => matching.ResultOf(child) == TrackGraph.None)],
            FalseEdges =
            [
                .. Edges(matching.Result)
                    .Where(child => matching.TruthOf(child) == TrackGraph.None && (!sparse || matching.InRange(child))),
            ],
            Switches = [.. Enumerable.Range(0, matching.Truth.NodeCount).Where(node => IsSwitch(matching, node))],
            MissedDivisions = [.. MissedDivision.Find(matching)],
            FalseDivisions = [.. Enumerable.Range(0, matching.Result.NodeCount).Where(node => IsFalseDivision(matching, node, sparse))],
        };

    private static IEnumerable<int> Edges(TrackGraph graph) =>
        Enumerable.Range(0, graph.NodeCount).Where(node => graph.Parent(node) != TrackGraph.None);

    private static bool IsSwitch(EdgeMatching matching, int node)
    {
        if (matching.Truth.ChildCount(node) != 1 || matching.Truth.Parent(node) == TrackGraph.None)
            return false;
        var (before, after) = (matching.ChildEnd(node), matching.ParentEnd(matching.Truth.FirstChild(node)));
        return before != TrackGraph.None && after != TrackGraph.None && before != after;
    }

    private static bool IsFalseDivision(EdgeMatching matching, int node, bool sparse)
    {
        var result = matching.Result;
        if (!result.Divides(node))
            return false;
        var (first, second) = (matching.TruthParentEnd(result.FirstChild(node)), matching.TruthParentEnd(result.SecondChild(node)));
        if (sparse && first == TrackGraph.None && second == TrackGraph.None && !FollowsTruth(matching, node))
            return false;
        return first == TrackGraph.None || first != second;
    }

    /// <summary>Whether the link before a found division is a true one whose cell the truth follows on.</summary>
    private static bool FollowsTruth(EdgeMatching matching, int node) =>
        matching.TruthOf(node) is var truth and not TrackGraph.None && matching.Truth.FirstChild(truth) != TrackGraph.None;
}
