namespace Cellect.Analysis.Finishing;

/// <summary>The ids of tracks that divided while they went on: from each division on another one.</summary>
internal sealed class TrackParts
{
    private readonly Dictionary<int, List<(int T, int Id)>> _parts = [];
    private int _newest;

    /// <param name="ids">Ids that are taken.</param>
    public TrackParts(IEnumerable<int> ids) => _newest = ids.DefaultIfEmpty(0).Max();

    /// <summary>The id of a track at a time point.</summary>
    public int At(int track, int t)
    {
        if (_parts.TryGetValue(track, out var parts))
            foreach (var (from, id) in parts)
                if (from <= t)
                    track = id;
        return track;
    }

    /// <summary>All ids of a track.</summary>
    public IEnumerable<int> Of(int track) =>
        _parts.TryGetValue(track, out var parts) ? parts.Select(part => part.Id).Prepend(track) : [track];

    /// <summary>A track gets another id from a time point on.</summary>
    /// <param name="track">The track.</param>
    /// <param name="t">Time point, later than those before.</param>
    /// <returns>The id.</returns>
    public int Cut(int track, int t)
    {
        if (!_parts.TryGetValue(track, out var parts))
            _parts[track] = parts = [];
        parts.Add((t, ++_newest));
        return _newest;
    }
}
