using Cellect.Analysis.Graphs;
using Cellect.Data.Assignment;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// Which result node is which truth node: one to one in each frame, as many pairs within the distance as possible and among those
/// the least sum of distances.
/// </summary>
public sealed class PointMatching
{
    private readonly int[] _resultOf;
    private readonly int[] _truthOf;
    private readonly bool[] _ignored;

    private PointMatching(TrackGraph truth, TrackGraph result)
    {
        (Truth, Result) = (truth, result);
        (_resultOf, _truthOf) = (new int[truth.NodeCount], new int[result.NodeCount]);
        _ignored = new bool[result.NodeCount];
        Array.Fill(_resultOf, TrackGraph.None);
        Array.Fill(_truthOf, TrackGraph.None);
    }

    /// <summary>The truth that was matched.</summary>
    public TrackGraph Truth { get; }

    /// <summary>The result that was matched.</summary>
    public TrackGraph Result { get; }

    /// <summary>Number of matched pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Result nodes that match none and lie where nothing of the truth is to be
    /// (<see cref="PointMatchOptions.Ignored"/>).</summary>
    public int IgnoredCount { get; private set; }

    /// <summary>Matches two graphs as they are; the options' frames are the caller's to cut.</summary>
    public static PointMatching Match(TrackGraph truth, TrackGraph result, PointMatchOptions options)
    {
        var matching = new PointMatching(truth, result);
        var near = new NearPairs(truth, result, options);
        for (var t = truth.FirstFrame; t <= truth.LastFrame; t++)
            matching.MatchFrame(t, near.In(t), options.MaxDistance);
        foreach (var place in options.Ignored)
            matching.Ignore(place, near);
        return matching;
    }

    /// <summary>The result node of a truth node, or -1.</summary>
    public int ResultOf(int truthNode) => _resultOf[truthNode];

    /// <summary>The truth node of a result node, or -1.</summary>
    public int TruthOf(int resultNode) => _truthOf[resultNode];

    /// <summary>Whether a result node is no error although it matches none.</summary>
    internal bool IsIgnored(int resultNode) => _ignored[resultNode];

    /// <summary>Whether the link to a truth node from its parent exists in the result, between the matched nodes.</summary>
    internal bool HasLink(int truthChild)
    {
        var (child, parent) = (_resultOf[truthChild], Truth.Parent(truthChild));
        return child != TrackGraph.None
            && parent != TrackGraph.None
            && _resultOf[parent] != TrackGraph.None
            && Result.Parent(child) == _resultOf[parent];
    }

    private void MatchFrame(int t, List<CandidatePair> pairs, double maxDistance)
    {
        var (truth, result) = (Truth.NodesIn(t), Result.NodesIn(t));
        foreach (var (left, right) in FrameAssignment.Solve(truth, result, pairs, FrameAssignment.Largest(truth, result, maxDistance)))
        {
            (_resultOf[left], _truthOf[right]) = (right, left);
            Count++;
        }
    }

    private void Ignore(IgnoredPlace place, NearPairs near)
    {
        var nodes = Result.NodesIn(place.T);
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++)
        {
            if (_ignored[node] || _truthOf[node] != TrackGraph.None || !near.Holds(place, node))
                continue;
            _ignored[node] = true;
            IgnoredCount++;
        }
    }
}
