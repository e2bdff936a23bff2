using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>A division of the truth that the result does not have, and what is wrong with it there.</summary>
internal readonly record struct MissedDivision(int Node, DivisionFault Fault)
{
    public static IEnumerable<MissedDivision> Find(EdgeMatching matching)
    {
        var truth = matching.Truth;
        for (var node = 0; node < truth.NodeCount; node++)
            if (truth.Divides(node) && FaultOf(matching, node) is { } fault)
                yield return new MissedDivision(node, fault);
    }

    private static DivisionFault? FaultOf(EdgeMatching matching, int node)
    {
        var truth = matching.Truth;
        var (first, second) = (matching.ParentEnd(truth.FirstChild(node)), matching.ParentEnd(truth.SecondChild(node)));
        var together = Same(first, second);
        if (truth.Parent(node) == TrackGraph.None)
            return together ? null : DivisionFault.NoConnections;
        var mother = matching.ChildEnd(node);
        if (together)
            return Same(first, mother) ? null : DivisionFault.UnconnectedParent;
        return Same(first, mother) || Same(second, mother) ? DivisionFault.UnconnectedChild : DivisionFault.NoConnections;
    }

    private static bool Same(int a, int b) => a != TrackGraph.None && a == b;
}
