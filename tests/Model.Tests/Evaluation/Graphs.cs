using Cellect.Model.Evaluation;
using CsCheck;

namespace Cellect.Model.Tests.Evaluation;

/// <summary>Hand-made and random graphs.</summary>
internal static class Graphs
{
    /// <summary>Exact positions, nothing farther than 2 matches, every frame counts.</summary>
    public static readonly PointMatchOptions Near = new() { MaxDistance = 2, FirstFrame = 0, LastFrame = 1000 };

    public static readonly PointMatchOptions NearSparse = new() { MaxDistance = 2, Sparse = true, FirstFrame = 0, LastFrame = 1000 };

    /// <summary>A track at one x from frame to frame (both included), in the form of a result table.</summary>
    public static IEnumerable<TrackPoint> Track(long id, long parent, int from, int to, double x) =>
        Enumerable.Range(from, to - from + 1).Select(t => new TrackPoint(t, id, parent, 0, 0, x));

    public static TrackGraph Of(params IEnumerable<TrackPoint>[] tracks) => TrackGraph.FromTracks(tracks.SelectMany(track => track));

    /// <summary>Cells 10 apart that divide, end and begin at random over up to 12 frames; daughters lie 4 apart.</summary>
    public static readonly Gen<TrackPoint[]> AnyTracks = Gen.Int[0, int.MaxValue].Select(Grow);

    private static TrackPoint[] Grow(int seed)
    {
        var random = new Random(seed);
        var points = new List<TrackPoint>();
        var nextTrack = 1L;
        var alive = Enumerable.Range(0, random.Next(1, 6)).Select(i => (Track: nextTrack++, Parent: -1L, X: 40.0 * i, Space: 16.0)).ToList();
        for (var t = 0; t < 12; t++)
        {
            foreach (var cell in alive.ToArray())
            {
                points.Add(new TrackPoint(t, cell.Track, cell.Parent, random.NextDouble(), random.NextDouble(), cell.X));
                var fate = random.NextDouble();
                if (fate < 0.15) alive.Remove(cell);
                if (fate < 0.05) alive.Add((nextTrack++, -1, cell.X, cell.Space));
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
