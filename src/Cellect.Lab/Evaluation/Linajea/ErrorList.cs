using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>Errors in words, with frame and position, for a person to go and look.</summary>
internal static class ErrorList
{
    public static IReadOnlyList<TrackingError> Describe(EdgeMatching matching, TrackErrors errors, bool countUnconnectedParent)
    {
        var list = new List<TrackingError>();
        foreach (var child in errors.MissedEdges)
            list.Add(InTruth(ErrorKind.FalseNegativeEdge, child, $"link from {Parent(matching.Truth, child)} is missing"));
        foreach (var child in errors.FalseEdges)
            list.Add(InResult(ErrorKind.FalsePositiveEdge, child, $"link from {Parent(matching.Result, child)} is false"));
        foreach (var node in errors.Switches)
            list.Add(
                InTruth(
                    ErrorKind.IdentitySwitch,
                    node,
                    $"followed as track {matching.Result.Id(matching.ChildEnd(node))}, "
                        + $"then as track {matching.Result.Id(matching.ParentEnd(matching.Truth.FirstChild(node)))}"
                )
            );
        foreach (var division in errors.MissedDivisions)
            if (countUnconnectedParent || division.Fault != DivisionFault.UnconnectedParent)
                list.Add(InTruth(ErrorKind.FalseNegativeDivision, division.Node, $"division is missing: {Words(division.Fault)}"));
        foreach (var node in errors.FalseDivisions)
            list.Add(InResult(ErrorKind.FalsePositiveDivision, node, "division is false"));
        return [.. list.OrderBy(error => error.Frame).ThenBy(error => error.Kind).ThenBy(error => error.Z).ThenBy(error => error.Y)];

        TrackingError InTruth(ErrorKind kind, int node, string what) => At(kind, matching.Truth, "truth", node, what);

        TrackingError InResult(ErrorKind kind, int node, string what) => At(kind, matching.Result, "result", node, what);
    }

    private static TrackingError At(ErrorKind kind, TrackGraph graph, string source, int node, string what)
    {
        var (z, y, x) = graph.Position(node);
        return new TrackingError(kind, graph.Frame(node), z, y, x, source, graph.Id(node), what);
    }

    private static string Parent(TrackGraph graph, int child) =>
        $"{graph.Id(graph.Parent(child))} in frame {graph.Frame(graph.Parent(child))}";

    private static string Words(DivisionFault fault) =>
        fault switch
        {
            DivisionFault.UnconnectedChild => "one daughter is not linked to the mother",
            DivisionFault.UnconnectedParent => "the daughters are not linked to the mother's track",
            _ => "mother and daughters are not linked",
        };
}
