using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>Places of a lineage table in micrometres, and what follows from them.</summary>
internal sealed class LineageGeometry
{
    private readonly double _slice;
    private readonly double _column;
    private readonly Dictionary<int, List<TruthNode>> _byTime = [];

    public LineageGeometry(List<TruthNode> nodes, double sliceMicrometres, double columnMicrometres)
    {
        _slice = sliceMicrometres;
        _column = columnMicrometres;
        FirstTime = nodes[0].T;
        Frames = nodes[^1].T - FirstTime + 1;
        LowMicrometres = HighMicrometres = PlaceMicrometres(nodes[0]);
        foreach (var node in nodes)
        {
            var place = PlaceMicrometres(node);
            LowMicrometres = new Vec3(
                Math.Min(place.Z, LowMicrometres.Z),
                Math.Min(place.Y, LowMicrometres.Y),
                Math.Min(place.X, LowMicrometres.X)
            );
            HighMicrometres = new Vec3(
                Math.Max(place.Z, HighMicrometres.Z),
                Math.Max(place.Y, HighMicrometres.Y),
                Math.Max(place.X, HighMicrometres.X)
            );
            if (!_byTime.TryGetValue(node.T, out var frame))
                _byTime[node.T] = frame = [];
            frame.Add(node);
        }
    }

    public int FirstTime { get; }

    public int Frames { get; }

    public Vec3 LowMicrometres { get; private set; }

    public Vec3 HighMicrometres { get; private set; }

    public Vec3 PlaceMicrometres(TruthNode node) => new((float)(node.Z * _slice), (float)(node.Y * _column), (float)(node.X * _column));

    /// <summary>Nodes of a frame counted from the first of the table.</summary>
    public IReadOnlyList<TruthNode> At(int frame) => _byTime.TryGetValue(FirstTime + frame, out var nodes) ? nodes : [];

    /// <summary>Mean distance from a node to its three nearest neighbours, µm; positive infinity when it is alone.</summary>
    public double NeighbourMicrometres(TruthNode node)
    {
        var here = PlaceMicrometres(node);
        Span<float> nearest = [float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity];
        foreach (var other in _byTime[node.T])
        {
            if (other.Id == node.Id)
                continue;
            var distance = (PlaceMicrometres(other) - here).Length;
            for (var i = 0; i < nearest.Length; i++)
                if (distance < nearest[i])
                    (nearest[i], distance) = (distance, nearest[i]);
        }

        var sum = 0.0;
        var count = 0;
        foreach (var distance in nearest)
            if (float.IsFinite(distance))
            {
                sum += distance;
                count++;
            }

        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    /// <summary>Median over some hundred nodes of the table; 10 µm when no cell has a neighbour.</summary>
    public double MedianNeighbourMicrometres()
    {
        var found = new List<double>();
        for (var frame = 0; frame < Frames; frame += Math.Max(1, Frames / 20))
        {
            var nodes = At(frame);
            for (var i = 0; i < nodes.Count; i += Math.Max(1, nodes.Count / 20))
                if (NeighbourMicrometres(nodes[i]) is var distance && double.IsFinite(distance) && distance > 0)
                    found.Add(distance);
        }

        found.Sort();
        return found.Count == 0 ? 10 : found[found.Count / 2];
    }
}
