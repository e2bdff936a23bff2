using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// The shape of a lineage within two steps of a node, as text: chains of nodes with at most two neighbours count as one, and equal
/// texts mean isomorphic trees.
/// </summary>
internal static class LocalShape
{
    public static string Of(TrackGraph graph, int centre)
    {
        var nodes = Near(graph, centre).SelectMany(node => Near(graph, node).Append(node)).Append(centre).Distinct().ToArray();
        var neighbours = nodes.ToDictionary(node => node, node => Near(graph, node).Intersect(nodes).ToList());
        Contract(neighbours);
        return neighbours.Keys.Select(root => Text(neighbours, root, TrackGraph.None)).Min(StringComparer.Ordinal)!;
    }

    private static IEnumerable<int> Near(TrackGraph graph, int node) =>
        new[] { graph.Parent(node), graph.FirstChild(node), graph.SecondChild(node) }.Where(near => near != TrackGraph.None);

    /// <summary>Joins neighbours that are both part of a chain, until none are left.</summary>
    private static void Contract(Dictionary<int, List<int>> neighbours)
    {
        var chain = neighbours.Where(node => node.Value.Count <= 2).Select(node => node.Key).ToHashSet();
        foreach (var node in chain.ToArray())
        {
            var into = neighbours[node].FirstOrDefault(chain.Contains, TrackGraph.None);
            if (into == TrackGraph.None)
                continue;
            foreach (var other in neighbours[node])
            {
                neighbours[other].Remove(node);
                if (other != into)
                    neighbours[other].Add(into);
                if (other != into)
                    neighbours[into].Add(other);
            }
            neighbours.Remove(node);
            chain.Remove(node);
        }
    }

    private static string Text(Dictionary<int, List<int>> neighbours, int node, int from)
    {
        var branches = neighbours[node].Where(next => next != from).Select(next => Text(neighbours, next, node));
        return $"({string.Concat(branches.Order(StringComparer.Ordinal))})";
    }
}
