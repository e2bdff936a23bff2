using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// linajea's rule for divisions that are off by one frame: an FN-D or FP-D is forgiven where the two-step neighbourhoods of its
/// place in both graphs, chains contracted, have the same shape; the FN and FP links that touch a forgiven node go with it.
/// </summary>
internal static class OneOffDivisions
{
    public static TrackErrors Forgive(EdgeMatching matching, TrackErrors errors)
    {
        var missed = errors
            .MissedDivisions.Where(d => SameShape(matching, d.Node, TruthPlace(matching, d.Node)))
            .Select(d => d.Node)
            .ToHashSet();
        var wrong = errors.FalseDivisions.Where(node => SameShape(matching, ResultPlace(matching, node), node)).ToHashSet();
        return new TrackErrors
        {
            MissedEdges = [.. errors.MissedEdges.Where(child => !Touches(matching.Truth, child, missed))],
            FalseEdges = [.. errors.FalseEdges.Where(child => !Touches(matching.Result, child, wrong))],
            Switches = errors.Switches,
            MissedDivisions = [.. errors.MissedDivisions.Where(division => !missed.Contains(division.Node))],
            FalseDivisions = [.. errors.FalseDivisions.Where(node => !wrong.Contains(node))],
        };
    }

    private static bool Touches(TrackGraph graph, int child, HashSet<int> nodes) =>
        nodes.Contains(child) || nodes.Contains(graph.Parent(child));

    private static bool SameShape(EdgeMatching matching, int truthNode, int resultNode) =>
        truthNode != TrackGraph.None
        && resultNode != TrackGraph.None
        && LocalShape.Of(matching.Truth, truthNode) == LocalShape.Of(matching.Result, resultNode);

    /// <summary>The place of a true division in the result, by the link before it or else by one after it.</summary>
    private static int TruthPlace(EdgeMatching matching, int node) =>
        FirstOf(
            matching.ChildEnd(node),
            matching.ParentEnd(matching.Truth.FirstChild(node)),
            matching.ParentEnd(matching.Truth.SecondChild(node))
        );

    /// <summary>The place of a found division in the truth.</summary>
    private static int ResultPlace(EdgeMatching matching, int node) =>
        FirstOf(
            matching.TruthOf(node),
            matching.TruthParentEnd(matching.Result.FirstChild(node)),
            matching.TruthParentEnd(matching.Result.SecondChild(node))
        );

    private static int FirstOf(int a, int b, int c) =>
        a != TrackGraph.None ? a
        : b != TrackGraph.None ? b
        : c;
}
