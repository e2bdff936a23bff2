using Cellect.Data.Csv;

namespace Cellect.Analysis.Graphs;

/// <summary>
/// Cells and the links between them. A node is an index from 0, in the order of the frames; each has at most one parent in an
/// earlier frame and at most two children; one with two children is a division. An edge is named by its child node.
/// Links usually join neighbouring frames; one across dropped frames joins the frames on both sides.
/// </summary>
public sealed class TrackGraph
{
    internal const int None = -1;

    private readonly int[] _frames;
    private readonly double[] _positions;
    private readonly long[] _ids;
    private readonly int[] _parents;
    private readonly int[] _firstChildren;
    private readonly int[] _secondChildren;
    private readonly int[] _frameStarts;

    internal TrackGraph(int[] frames, double[] positions, long[] ids, int[] parents, int[] firstChildren, int[] secondChildren)
    {
        (_frames, _positions, _ids, _parents) = (frames, positions, ids, parents);
        (_firstChildren, _secondChildren) = (firstChildren, secondChildren);
        _frameStarts = FrameIndex.Starts(frames);
        foreach (var parent in parents)
            EdgeCount += parent == None ? 0 : 1;
        foreach (var child in secondChildren)
            DivisionCount += child == None ? 0 : 1;
    }

    /// <summary>Number of cells over all frames.</summary>
    public int NodeCount => _frames.Length;

    /// <summary>Number of links.</summary>
    public int EdgeCount { get; }

    /// <summary>Number of nodes with two children.</summary>
    public int DivisionCount { get; }

    /// <summary>Frame of the earliest node; 0 in an empty graph.</summary>
    public int FirstFrame => _frames.Length == 0 ? 0 : _frames[0];

    /// <summary>Frame of the latest node; -1 in an empty graph.</summary>
    public int LastFrame => _frames.Length == 0 ? -1 : _frames[^1];

    /// <summary>A graph from the rows of a truth table, in any order.</summary>
    /// <exception cref="InvalidInputException">A doubled id, an unknown or later parent, a third child, a position that is no
    /// number.</exception>
    public static TrackGraph FromNodes(IEnumerable<TrackNode> nodes) => NodeGraphBuilder.Build([.. nodes], i => $"row {i}");

    /// <summary>A graph from the rows of a result table, in any order.</summary>
    /// <exception cref="InvalidInputException">A track twice in a frame, an unknown or later mother, a third daughter, a position that is
    /// no number.</exception>
    public static TrackGraph FromTracks(IEnumerable<TrackPoint> points) => PointGraphBuilder.Build([.. points], i => $"row {i}");

    /// <summary>Frame of a node.</summary>
    public int Frame(int node) => _frames[node];

    /// <summary>Position of a node in voxels.</summary>
    public (double Z, double Y, double X) Position(int node) => (_positions[3 * node], _positions[3 * node + 1], _positions[3 * node + 2]);

    /// <summary>What the table calls the node: its id in a truth table, its track in a result table.</summary>
    public long Id(int node) => _ids[node];

    /// <summary>The node's parent, or -1.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>The node's first child, or -1.</summary>
    public int FirstChild(int node) => _firstChildren[node];

    /// <summary>The node's second child, or -1.</summary>
    public int SecondChild(int node) => _secondChildren[node];

    /// <summary>Whether the node has two children.</summary>
    public bool Divides(int node) => _secondChildren[node] != None;

    /// <summary>The nodes of one frame, as indices; empty outside the graph's frames.</summary>
    public Range NodesIn(int frame) => FrameIndex.Nodes(_frameStarts, frame - FirstFrame);

    /// <summary>The part of the graph in the frames <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public TrackGraph Within(int first, int last) => first <= FirstFrame && last >= LastFrame ? this : GraphCut.Within(this, first, last);

    internal int ChildCount(int node) =>
        Divides(node) ? 2
        : _firstChildren[node] == None ? 0
        : 1;
}
