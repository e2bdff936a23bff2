namespace Cellect.Analysis.Graphs;

/// <summary>Ways along the links of a graph.</summary>
internal static class Walk
{
    /// <summary>The ancestor of a node (or the node) in a frame; -1 where the ancestors end after it or skip it.</summary>
    public static int BackTo(TrackGraph graph, int node, int frame)
    {
        while (node != TrackGraph.None && graph.Frame(node) > frame)
            node = graph.Parent(node);
        return node != TrackGraph.None && graph.Frame(node) == frame ? node : TrackGraph.None;
    }
}
