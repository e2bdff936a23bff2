using Cellect.Analysis.Finishing;
using Cellect.Analysis.Interactions;
using Cellect.Analysis.Lives;

namespace Cellect.Analysis.Overlap;

/// <summary>
/// Truth by a second colour (paper, Fig. 3a-h): some of the cells bear a sparse label that is easy to track. In each frame a
/// sparse and a dense cell are matched when they are each other's nearest and closer than the radius of the larger. The overlap of a
/// sparse track is the largest share of its frames in which it is matched to one and the same dense track. Frames in which the sparse
/// cell lies within a radius of the volume's border do not count: it is cut there, in both colours differently. Memory: the tracks that
/// may go on.
/// </summary>
/// <param name="border">Faces of the volume.</param>
/// <param name="leastFrames">Shorter sparse tracks do not count: their overlap says little.</param>
internal sealed class ColourOverlap(VolumeBorder border, int leastFrames = ColourOverlap.LeastFrames)
{
    /// <summary>Shorter tracks do not count.</summary>
    public const int LeastFrames = 10;

    /// <summary>Thresholds of the curve: 0, 0.01, ..., 1.</summary>
    public const int Steps = 100;

    private const int KeepFrames = 20;

    private readonly Dictionary<int, Partners> _tracks = [];
    private readonly long[] _ended = new long[Steps + 1];
    private readonly PlaceGrid _sparse = new();
    private readonly PlaceGrid _dense = new();
    private readonly List<int> _near = [];
    private readonly List<int> _gone = [];
    private int _frame;

    private sealed class Partners
    {
        public int Frames;
        public int LastFrame;
        public readonly Dictionary<int, int> With = [];

        public double Overlap => With.Count == 0 ? 0 : With.Values.Max() / (double)Frames;
    }

    /// <summary>One more frame, in the order of time.</summary>
    public void Advance(IReadOnlyList<Body> sparse, IReadOnlyList<Body> dense)
    {
        _frame++;
        _sparse.Fill([.. sparse.Select(PlaceOf)]);
        _dense.Fill([.. dense.Select(PlaceOf)]);
        for (var i = 0; i < sparse.Count; i++)
        {
            if (border.Distance(sparse[i].Place) < sparse[i].Radius)
                continue;
            var track = Track(sparse[i].Track);
            var nearest = Nearest(sparse[i], dense, _dense);
            if (nearest >= 0 && Nearest(dense[nearest], sparse, _sparse) == i)
                track.With[dense[nearest].Track] = track.With.GetValueOrDefault(dense[nearest].Track) + 1;
        }

        Forget();
    }

    /// <summary>Share of the sparse tracks so far whose overlap is at least a threshold of 0, 0.01, ..., 1; null before there is
    /// one.</summary>
    public double? AtLeast(double threshold)
    {
        var counts = Counts();
        var all = counts.Sum();
        return all == 0 ? null : counts.Skip((int)Math.Round(threshold * Steps)).Sum() / (double)all;
    }

    private long[] Counts()
    {
        var counts = (long[])_ended.Clone();
        foreach (var track in _tracks.Values)
            Count(track, counts);
        return counts;
    }

    private void Count(Partners track, long[] counts)
    {
        if (track.Frames >= leastFrames)
            counts[(int)((track.Overlap * Steps) + 1e-9)]++;
    }

    private Partners Track(int id)
    {
        if (!_tracks.TryGetValue(id, out var track))
            _tracks.Add(id, track = new Partners());
        track.Frames++;
        track.LastFrame = _frame;
        return track;
    }

    private void Forget()
    {
        _gone.Clear();
        foreach (var (id, track) in _tracks)
            if (_frame - track.LastFrame > KeepFrames)
            {
                Count(track, _ended);
                _gone.Add(id);
            }

        foreach (var id in _gone)
            _tracks.Remove(id);
    }

    private int Nearest(in Body body, IReadOnlyList<Body> others, PlaceGrid grid)
    {
        // No radius is twice that of the cell it marks.
        grid.Within(PlaceOf(body), 2 * body.Radius, _near);
        var (best, least) = (-1, double.PositiveInfinity);
        foreach (var i in _near)
        {
            var distance = body.Place.DistanceTo(others[i].Place);
            if (distance <= Math.Max(body.Radius, others[i].Radius) && (distance < least || (distance == least && i < best)))
                (best, least) = (i, distance);
        }

        return best;
    }

    private static Place PlaceOf(Body body) => new(body.Place.Z, body.Place.Y, body.Place.X);
}
