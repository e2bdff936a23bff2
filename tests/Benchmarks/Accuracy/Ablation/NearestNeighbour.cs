using Cellect.Analysis.Graphs;
using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>
/// Nearest neighbour in place of everything: raw detections, nothing merged; of all pairs of cells in successive frames the nearest is
/// linked first, then the nearest of those left, one to one and not farther than the linker allows. No division.
/// </summary>
internal static class NearestNeighbour
{
    private const int Candidates = 5;

    public static TrackGraph Run(DetectedFrame[] frames)
    {
        var nodes = new List<TrackNode>();
        var (before, firstBefore) = (DetectedFrame.Empty(new(1, 1, 1)), 0);
        for (var t = 0; t < frames.Length; t++)
        {
            var (frame, first) = (frames[t], nodes.Count);
            var parents = Parents(frame, before);
            for (var i = 0; i < parents.Length; i++)
                nodes.Add(
                    new TrackNode(
                        t,
                        frame.Cells[i].Z,
                        frame.Cells[i].Y,
                        frame.Cells[i].X,
                        nodes.Count,
                        parents[i] < 0 ? -1 : firstBefore + parents[i]
                    )
                );
            (before, firstBefore) = (frame, first);
        }

        return TrackGraph.FromNodes(nodes);
    }

    /// <summary>For each cell the index of its parent in the frame before, or -1.</summary>
    private static int[] Parents(DetectedFrame frame, DetectedFrame before)
    {
        var parents = new int[frame.Cells.Length];
        Array.Fill(parents, -1);
        var taken = new bool[before.Cells.Length];
        foreach (var (cell, parent) in Pairs(frame, before))
            if (parents[cell] < 0 && !taken[parent])
                (parents[cell], taken[parent]) = (parent, true);
        return parents;
    }

    private static IEnumerable<(int Cell, int Parent)> Pairs(DetectedFrame frame, DetectedFrame before)
    {
        var (places, tree, reach) = (
            IsotropicCentres.Of(frame),
            new KdTree(IsotropicCentres.Of(before)),
            new LinkerOptions().MaxDistanceRadii
        );
        var (found, squares) = (new int[Candidates], new float[Candidates]);
        var pairs = new List<(float Square, int Cell, int Parent)>();
        for (var cell = 0; cell < frame.Cells.Length; cell++)
        {
            var count = before.Cells.Length == 0 ? 0 : tree.Nearest(places.AsSpan(3 * cell, 3), found, squares);
            for (var k = 0; k < count; k++)
                if (Math.Sqrt(squares[k]) <= reach * frame.Cells[cell].Radius)
                    pairs.Add((squares[k], cell, found[k]));
        }

        return pairs.Order().Select(pair => (pair.Cell, pair.Parent));
    }
}
