namespace Cellect.Analysis.Graphs;

/// <summary>The part of a graph within some frames; links that leave it are cut.</summary>
internal static class GraphCut
{
    public static TrackGraph Within(TrackGraph graph, int first, int last)
    {
        var nodes = Enumerable.Range(0, graph.NodeCount).Where(node => graph.Frame(node) >= first && graph.Frame(node) <= last).ToArray();
        var rowOf = new Dictionary<int, int>(nodes.Length);
        var cut = new GraphAssembler(nodes.Length, row => $"node {row}");
        for (var row = 0; row < nodes.Length; row++)
        {
            var (z, y, x) = graph.Position(nodes[row]);
            cut.Set(row, graph.Frame(nodes[row]), z, y, x, graph.Id(nodes[row]));
            rowOf[nodes[row]] = row;
            if (rowOf.TryGetValue(graph.Parent(nodes[row]), out var parent))
                cut.Link(row, parent);
        }
        return cut.Build();
    }
}
