using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>The pieces of the result that hang together by right links, cut before false divisions; their sizes are counted in
/// links.</summary>
internal static class MatchedSegments
{
    public static int[] Sizes(EdgeMatching matching, IReadOnlyList<int> falseDivisions)
    {
        var result = matching.Result;
        var cut = falseDivisions.Where(node => IsMatched(result.FirstChild(node)) || IsMatched(result.SecondChild(node))).ToHashSet();
        var segment = new int[result.NodeCount];
        var sizes = new int[result.NodeCount];
        for (var node = 0; node < result.NodeCount; node++)
        {
            segment[node] = node;
            if (!IsMatched(node))
                continue;
            var before = segment[result.Parent(node)];
            sizes[before]++;
            if (!cut.Contains(node))
                segment[node] = before;
        }
        return [.. sizes.Where(size => size > 0)];

        bool IsMatched(int child) => child != TrackGraph.None && matching.TruthOf(child) != TrackGraph.None;
    }
}
