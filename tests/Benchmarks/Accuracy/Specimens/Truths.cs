using Cellect.Analysis.Graphs;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>A truth as it is seen elsewhere, or later.</summary>
internal static class Truths
{
    /// <summary>The same cells and links at other places.</summary>
    public static TrackGraph Moved(this TrackGraph truth, Func<(double Z, double Y, double X), (double Z, double Y, double X)> place) =>
        TrackGraph.FromNodes(
            Enumerable
                .Range(0, truth.NodeCount)
                .Select(node =>
                {
                    var (z, y, x) = place(truth.Position(node));
                    var parent = truth.Parent(node);
                    return new TrackNode(truth.Frame(node), z, y, x, truth.Id(node), parent == TrackGraph.None ? -1 : truth.Id(parent));
                })
        );

    /// <summary>What comes from a frame on, counted from there; cells of that frame come from none.</summary>
    public static TrackGraph From(this TrackGraph truth, int first) =>
        TrackGraph.FromNodes(
            Enumerable
                .Range(0, truth.NodeCount)
                .Where(node => truth.Frame(node) >= first)
                .Select(node =>
                {
                    var (z, y, x) = truth.Position(node);
                    var known = truth.Frame(node) > first && truth.Parent(node) != TrackGraph.None;
                    return new TrackNode(truth.Frame(node) - first, z, y, x, truth.Id(node), known ? truth.Id(truth.Parent(node)) : -1);
                })
        );
}
