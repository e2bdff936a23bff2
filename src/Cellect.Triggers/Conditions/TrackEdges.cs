using System.Runtime.InteropServices;

namespace Cellect.Triggers.Conditions;

/// <summary>An <see cref="Edge"/> for each track, of those that are remembered.</summary>
/// <param name="armed">Whether the state counts as having come when a track begins with it.</param>
internal sealed class TrackEdges(bool armed)
{
    private const int Slack = 64;

    private readonly Dictionary<int, Edge> _edges = [];

    /// <summary>One more look at a track's state.</summary>
    public bool Rises(int track, bool state, int confirmVolumes)
    {
        ref var edge = ref CollectionsMarshal.GetValueRefOrAddDefault(_edges, track, out var known);
        if (!known)
            edge = new Edge(armed);
        return edge.Rises(state, confirmVolumes);
    }

    /// <summary>Forgets the tracks that are forgotten.</summary>
    public void Forget(TrackHistories tracks)
    {
        if (_edges.Count <= 2 * tracks.Count + Slack)
            return;
        foreach (var track in _edges.Keys.Where(track => tracks.Find(track) is null).ToList())
            _edges.Remove(track);
    }
}
