using Cellect.Analysis.Graphs;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>A truth as it is seen in every n-th frame.</summary>
internal static class Strided
{
    /// <summary>
    /// The nodes of the frames 0, n, 2n, ... renumbered 0, 1, 2, ...; each is linked to the node that its chain of parents reaches one such
    /// frame earlier, or to none where the chain ends before. A node with more than two such descendants (two divisions in one step) is no
    /// pair of mother and daughters: its links are left out.
    /// </summary>
    public static TrackGraph Of(TrackGraph truth, int stride, int frames)
    {
        var nodes = new List<TrackNode>();
        for (var node = 0; node < truth.NodeCount; node++)
            if (truth.Frame(node) % stride == 0 && truth.Frame(node) / stride < frames)
                nodes.Add(Node(truth, node, stride));
        var crowded = nodes
            .Where(node => node.Parent >= 0)
            .GroupBy(node => node.Parent)
            .Where(family => family.Count() > 2)
            .Select(family => family.Key)
            .ToHashSet();
        return TrackGraph.FromNodes(nodes.Select(node => crowded.Contains(node.Parent) ? node with { Parent = -1 } : node));
    }

    private static TrackNode Node(TrackGraph truth, int node, int stride)
    {
        var ancestor = node;
        for (var step = 0; step < stride && ancestor != TrackGraph.None; step++)
            ancestor = truth.Parent(ancestor);
        var (z, y, x) = truth.Position(node);
        return new TrackNode(truth.Frame(node) / stride, z, y, x, truth.Id(node), ancestor == TrackGraph.None ? -1 : truth.Id(ancestor));
    }
}
