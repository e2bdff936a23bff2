namespace Cellect.Analysis.Graphs;

/// <summary>A graph from rows that name their parent row.</summary>
internal static class NodeGraphBuilder
{
    public static TrackGraph Build(IReadOnlyList<TrackNode> rows, Func<int, string> where)
    {
        var graph = new GraphAssembler(rows.Count, where);
        var rowOf = new Dictionary<long, int>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var node = rows[row];
            graph.Set(row, node.T, node.Z, node.Y, node.X, node.Id);
            if (node.Id < 0)
                throw graph.Bad(row, $"id is {node.Id}; ids are 0 or more, because -1 means no parent");
            if (!rowOf.TryAdd(node.Id, row))
                throw graph.Bad(row, $"id {node.Id} is taken by {where(rowOf[node.Id])}");
        }
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Parent == -1)
                continue;
            if (!rowOf.TryGetValue(rows[row].Parent, out var parent))
                throw graph.Bad(row, $"parent {rows[row].Parent} is no id of this table; -1 means none");
            graph.Link(row, parent);
        }
        return graph.Build();
    }
}
