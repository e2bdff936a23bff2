using Cellect.Data.Tracks;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>Turns nodes with parents, frame by frame, into cells with track ids, as the tracker reports its own.</summary>
internal sealed class TruthTracks
{
    private Dictionary<int, TrackedCell> _byNode = [];
    private int _next = 1;

    /// <summary>The next frame.</summary>
    /// <param name="nodes">Its cells.</param>
    /// <param name="radiusFactor">Factor on the radii.</param>
    public TrackedCell[] Advance(IReadOnlyList<TruthNode> nodes, float radiusFactor)
    {
        var children = nodes.Where(node => node.Parent >= 0).CountBy(node => node.Parent).ToDictionary();
        var before = _byNode;
        _byNode = nodes.ToDictionary(node => node.Id, node => Cell(node, before, children, radiusFactor));
        return [.. nodes.Select(node => _byNode[node.Id])];
    }

    private TrackedCell Cell(TruthNode node, Dictionary<int, TrackedCell> before, Dictionary<int, int> children, float radiusFactor)
    {
        var known = before.TryGetValue(node.Parent, out var parent);
        var (track, mother) = known && children[node.Parent] == 1 ? (parent.Track, parent.Parent) : (_next++, known ? parent.Track : -1);
        return new TrackedCell(track, mother, node.Z, node.Y, node.X, node.RadiusVoxels * radiusFactor, 1, 0);
    }
}
