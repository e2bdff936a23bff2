using Cellect.Analysis.Graphs;
using Cellect.Data.Assignment;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// linajea's matching of links (match.py): a true and a found link may match when both ends lie within the distance T, at the cost
/// d(child) + d(parent). One to one, at the least total cost, a link that stays alone costing 2T + 1. Links are named by their child.
/// </summary>
internal sealed class EdgeMatching
{
    private readonly int[] _resultOf;
    private readonly int[] _truthOf;
    private readonly bool[] _inRange;

    private EdgeMatching(TrackGraph truth, TrackGraph result)
    {
        (Truth, Result) = (truth, result);
        (_resultOf, _truthOf, _inRange) = (new int[truth.NodeCount], new int[result.NodeCount], new bool[result.NodeCount]);
        Array.Fill(_resultOf, TrackGraph.None);
        Array.Fill(_truthOf, TrackGraph.None);
    }

    public TrackGraph Truth { get; }

    public TrackGraph Result { get; }

    public int Count { get; private set; }

    public static EdgeMatching Match(TrackGraph truth, TrackGraph result, PointMatchOptions options)
    {
        var matching = new EdgeMatching(truth, result);
        var near = new NearPairs(truth, result, options);
        for (var t = truth.FirstFrame; t <= truth.LastFrame; t++)
            matching.Assign(t, matching.Candidates(near.In(t), near, options.MaxDistance), options.MaxDistance);
        return matching;
    }

    /// <summary>The found link of a true link, or -1.</summary>
    public int ResultOf(int truthChild) => _resultOf[truthChild];

    /// <summary>The true link of a found link, or -1.</summary>
    public int TruthOf(int resultChild) => _truthOf[resultChild];

    /// <summary>Whether any true link could have matched a found one.</summary>
    public bool InRange(int resultChild) => _inRange[resultChild];

    /// <summary>Where the found link of a true link ends at its child; -1 where there is no such link.</summary>
    public int ChildEnd(int truthChild) => truthChild == TrackGraph.None ? TrackGraph.None : _resultOf[truthChild];

    /// <summary>Where the found link of a true link begins; -1 where there is no such link.</summary>
    public int ParentEnd(int truthChild) =>
        ChildEnd(truthChild) is var child and not TrackGraph.None ? Result.Parent(child) : TrackGraph.None;

    /// <summary>Where the true link of a found link begins; -1 where there is no such link.</summary>
    public int TruthParentEnd(int resultChild) =>
        resultChild != TrackGraph.None && _truthOf[resultChild] is var child and not TrackGraph.None
            ? Truth.Parent(child)
            : TrackGraph.None;

    private List<CandidatePair> Candidates(List<CandidatePair> children, NearPairs near, double maxDistance)
    {
        var links = new List<CandidatePair>(children.Count);
        foreach (var pair in children)
        {
            var (left, right) = (Truth.Parent(pair.Left), Result.Parent(pair.Right));
            if (left == TrackGraph.None || right == TrackGraph.None || Truth.Frame(left) != Result.Frame(right))
                continue;
            var distance = near.Distance(left, right);
            if (distance > maxDistance)
                continue;
            links.Add(pair with { Cost = pair.Cost + distance });
            _inRange[pair.Right] = true;
        }
        return links;
    }

    private void Assign(int t, List<CandidatePair> links, double maxDistance)
    {
        var (truth, result) = (Truth.NodesIn(t), Result.NodesIn(t));
        foreach (var (left, right) in FrameAssignment.Solve(truth, result, links, 2 * maxDistance + 1))
        {
            (_resultOf[left], _truthOf[right]) = (right, left);
            Count++;
        }
    }
}
