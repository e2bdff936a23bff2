using Cellect.Analysis.Graphs;
using Cellect.Data.Assignment;

namespace Cellect.Lab.Evaluation;

/// <summary>All pairs of a truth node and a result node of one frame within the matching distance.</summary>
internal sealed class NearPairs(TrackGraph truth, TrackGraph result, PointMatchOptions options)
{
    private readonly record struct Placed(int Node, double Z, double Y, double X);

    /// <summary>Pairs as graph node indices, the cost being their distance in the unit of the scales.</summary>
    public List<CandidatePair> In(int frame)
    {
        var (left, right) = (PlaceFrame(truth, frame), PlaceFrame(result, frame));
        var pairs = new List<CandidatePair>();
        var from = 0;
        foreach (var a in left)
        {
            while (from < right.Length && right[from].X < a.X - options.MaxDistance)
                from++;
            for (var i = from; i < right.Length && right[i].X <= a.X + options.MaxDistance; i++)
            {
                var distance = Distance(a, right[i]);
                if (distance <= options.MaxDistance)
                    pairs.Add(new CandidatePair(a.Node, right[i].Node, distance));
            }
        }
        return pairs;
    }

    /// <summary>Distance of any truth node to any result node, in the unit of the scales.</summary>
    public double Distance(int truthNode, int resultNode) => Distance(Place(truth, truthNode), Place(result, resultNode));

    /// <summary>Whether a result node lies within the radius of a place.</summary>
    public bool Holds(IgnoredPlace place, int resultNode) =>
        Distance(
            new Placed(TrackGraph.None, place.Z * options.ScaleZ, place.Y * options.ScaleY, place.X * options.ScaleX),
            Place(result, resultNode)
        )
        <= place.Radius * options.ScaleX;

    private Placed[] PlaceFrame(TrackGraph graph, int frame)
    {
        var (first, end) = (graph.NodesIn(frame).Start.Value, graph.NodesIn(frame).End.Value);
        var placed = new Placed[end - first];
        for (var node = first; node < end; node++)
            placed[node - first] = Place(graph, node);
        Array.Sort(placed, (a, b) => a.X.CompareTo(b.X) is var order && order != 0 ? order : a.Node.CompareTo(b.Node));
        return placed;
    }

    private Placed Place(TrackGraph graph, int node)
    {
        var (z, y, x) = graph.Position(node);
        return new Placed(node, z * options.ScaleZ, y * options.ScaleY, x * options.ScaleX);
    }

    private static double Distance(Placed a, Placed b) =>
        Math.Sqrt((a.Z - b.Z) * (a.Z - b.Z) + (a.Y - b.Y) * (a.Y - b.Y) + (a.X - b.X) * (a.X - b.X));
}
