using System.Numerics;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Rendering;

/// <summary>Joins the steps of tails that are too short to be seen: a thousand cells with long tails are tens of thousands of
/// steps.</summary>
internal sealed class TailThinner
{
    private readonly Dictionary<int, int> _open = [];
    private readonly List<TailSegment> _thinned = [];

    /// <summary>The tails without detail finer than <paramref name="finest"/> µm, oldest step first; valid until the next call.</summary>
    /// <param name="tails">Oldest step first.</param>
    /// <param name="finest">µm.</param>
    public List<TailSegment> Thin(TailSegment[] tails, float finest)
    {
        _open.Clear();
        _thinned.Clear();
        foreach (var step in tails)
        {
            if (
                _open.TryGetValue(step.Track, out var at)
                && _thinned[at] is var joined
                && joined.To == step.From
                && Vector3.DistanceSquared(joined.From, step.To) < finest * finest
            )
            {
                _thinned[at] = joined with { To = step.To, ToAge = step.ToAge };
                continue;
            }

            _open[step.Track] = _thinned.Count;
            _thinned.Add(step);
        }

        return _thinned;
    }
}
