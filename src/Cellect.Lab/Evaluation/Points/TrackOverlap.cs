using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// How much of each true track the best single track of the result covers (the paper's T cell measure). A track is a cell from its
/// first frame, or its mother's division, to its last frame or its own; what is covered are its matched nodes.
/// </summary>
/// <param name="Overlaps">For each true track the covered share of its nodes, 0 to 1.</param>
public sealed record TrackOverlap(IReadOnlyList<double> Overlaps)
{
    /// <summary>Mean overlap over all tracks; null where the truth has none.</summary>
    public double? Mean => Overlaps.Count == 0 ? null : Overlaps.Average();

    /// <summary>Share of the true tracks with an overlap above a threshold (not at it); null where the truth has none.</summary>
    public double? ShareAbove(double threshold) => Overlaps.Count == 0 ? null : (double)Overlaps.Count(o => o > threshold) / Overlaps.Count;

    /// <summary>Computes the overlaps.</summary>
    public static TrackOverlap Compute(TrackGraph truth, TrackGraph result, PointMatchOptions options)
    {
        var (cutTruth, cutResult) = options.Cut(truth, result);
        return Compute(PointMatching.Match(cutTruth, cutResult, options));
    }

    /// <summary>Computes the overlaps of a matching.</summary>
    public static TrackOverlap Compute(PointMatching matching)
    {
        var (truthTracks, resultTracks) = (Tracks(matching.Truth), Tracks(matching.Result));
        var length = new Dictionary<int, int>();
        var shared = new Dictionary<(int Truth, int Result), int>();
        for (var node = 0; node < truthTracks.Length; node++)
        {
            length[truthTracks[node]] = length.GetValueOrDefault(truthTracks[node]) + 1;
            if (matching.ResultOf(node) is not (>= 0 and var found))
                continue;
            var pair = (truthTracks[node], resultTracks[found]);
            shared[pair] = shared.GetValueOrDefault(pair) + 1;
        }
        var best = shared.GroupBy(pair => pair.Key.Truth).ToDictionary(track => track.Key, track => track.Max(pair => pair.Value));
        return new TrackOverlap([
            .. length.OrderBy(track => track.Key).Select(track => (double)best.GetValueOrDefault(track.Key) / track.Value),
        ]);
    }

    /// <summary>The first node of the track of each node.</summary>
    private static int[] Tracks(TrackGraph graph)
    {
        var tracks = new int[graph.NodeCount];
        for (var node = 0; node < tracks.Length; node++)
        {
            var parent = graph.Parent(node);
            tracks[node] = parent == TrackGraph.None || graph.Divides(parent) ? node : tracks[parent];
        }
        return tracks;
    }
}
