using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;
using CsCheck;

namespace Cellect.Lab.Tests.Evaluation;

/// <summary>Hand-made and random graphs.</summary>
internal static class Graphs
{
    /// <summary>Exact positions, nothing farther than 2 matches, every frame counts.</summary>
    public static readonly PointMatchOptions Near = new()
    {
        MaxDistance = 2,
        FirstFrame = 0,
        LastFrame = 1000,
    };

    public static readonly PointMatchOptions NearSparse = new()
    {
        MaxDistance = 2,
        Sparse = true,
        FirstFrame = 0,
        LastFrame = 1000,
    };

    /// <summary>A track at one x from frame to frame (both included), in the form of a result table.</summary>
    public static IEnumerable<TrackPoint> Track(long id, long parent, int from, int to, double x) =>
        Enumerable.Range(from, to - from + 1).Select(t => new TrackPoint(t, id, parent, 0, 0, x));

    public static TrackGraph Of(params IEnumerable<TrackPoint>[] tracks) => TrackGraph.FromTracks(tracks.SelectMany(track => track));

    /// <summary>Cells 10 apart that divide, end and begin at random over up to 12 frames; daughters lie 4 apart.</summary>
    public static readonly Gen<TrackPoint[]> AnyTracks = Gen.Int[0, int.MaxValue].Select(Grow);

    /// <summary>The rows of a graph, ids being node indices.</summary>
    public static List<TrackNode> Rows(TrackGraph graph) =>
        [
            .. Enumerable
                .Range(0, graph.NodeCount)
                .Select(node =>
                {
                    var (z, y, x) = graph.Position(node);
                    return new TrackNode(graph.Frame(node), z, y, x, node, graph.Parent(node));
                }),
        ];

    /// <summary>A truth and a result that has lost and moved some of its cells and links and has false links instead.</summary>
    public static readonly Gen<(TrackGraph Truth, TrackGraph Result)> AnyPair = Gen.Select(
        AnyTracks,
        Gen.Int[0, int.MaxValue],
        (tracks, seed) => (TrackGraph.FromTracks(tracks), Damage(TrackGraph.FromTracks(tracks), new Random(seed)))
    );

    /// <summary>A link that the graph could have besides its own, or nothing.</summary>
    public static (int Child, int Parent)? SpareLink(TrackGraph graph, Random random)
    {
        var children = Enumerable.Range(0, graph.NodeCount).Where(node => graph.Parent(node) < 0).OrderBy(_ => random.Next());
        foreach (var child in children)
        {
            var range = graph.NodesIn(graph.Frame(child) - 1);
            var parents = Enumerable
                .Range(range.Start.Value, range.End.Value - range.Start.Value)
                .Where(node => !graph.Divides(node))
                .ToArray();
            if (parents.Length > 0)
                return (child, parents[random.Next(parents.Length)]);
        }
        return null;
    }

    private static TrackGraph Damage(TrackGraph truth, Random random)
    {
        var rows = Rows(truth).Where(_ => random.NextDouble() > 0.08).ToList();
        var kept = rows.Select(row => row.Id).ToHashSet();
        rows =
        [
            .. rows.Select(row =>
                row with
                {
                    X = row.X + random.NextDouble() - 0.5,
                    Parent = kept.Contains(row.Parent) && random.NextDouble() > 0.08 ? row.Parent : -1,
                }
            ),
        ];
        var damaged = TrackGraph.FromNodes(rows);
        for (var i = 0; i < 3; i++)
        {
            if (SpareLink(damaged, random) is not var (child, parent))
                break;
            damaged = TrackGraph.FromNodes(Rows(damaged).Select(row => row.Id == child ? row with { Parent = parent } : row));
        }
        return damaged;
    }

    private static TrackPoint[] Grow(int seed)
    {
        var random = new Random(seed);
        var points = new List<TrackPoint>();
        var nextTrack = 1L;
        var alive = Enumerable
            .Range(0, random.Next(1, 6))
            .Select(i => (Track: nextTrack++, Parent: -1L, X: 40.0 * i, Space: 16.0))
            .ToList();
        for (var t = 0; t < 12; t++)
        {
            foreach (var cell in alive.ToArray())
            {
                points.Add(new TrackPoint(t, cell.Track, cell.Parent, random.NextDouble(), random.NextDouble(), cell.X));
                var fate = random.NextDouble();
                if (fate < 0.15)
                    alive.Remove(cell);
                if (fate < 0.05)
                    alive.Add((nextTrack++, -1, cell.X, cell.Space));
                else if (fate < 0.15 && cell.Space > 2)
                {
                    alive.Add((nextTrack++, cell.Track, cell.X - cell.Space / 2, cell.Space / 2));
                    alive.Add((nextTrack++, cell.Track, cell.X + cell.Space / 2, cell.Space / 2));
                }
            }
        }
        return [.. points];
    }
}
