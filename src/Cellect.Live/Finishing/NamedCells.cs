using Cellect.Data.Edits;
using Cellect.Data.Tracks;

namespace Cellect.Live.Finishing;

/// <summary>Cells that people have named, and whether they are still seen: under their own id, as a daughter, or as a track that continues
/// theirs.</summary>
internal sealed class NamedCells
{
    // A cell that is missed so long may come back under its own id.
    private const int Missed = 3;

    private readonly Dictionary<int, int> _last = [];

    // What was lost longer ago than this, and has no name by then, gets no more attention.
    private const int Kept = 2000;

    private readonly HashSet<int> _divided = [];
    private IReadOnlyDictionary<int, string> _names = new Dictionary<int, string>();

    /// <summary>Takes the names from the edits in force, and forgets what was lost long ago.</summary>
    /// <param name="active">The edits.</param>
    /// <param name="now">Newest time point.</param>
    public void Take(IReadOnlyList<TrackEdit> active, int now)
    {
        var names = new Dictionary<int, string>();
        foreach (var edit in active)
            if (edit is { Edit: EditKind.Name, Cell: { Track: > 0 } cell, Text: { Length: > 0 } text })
                names[cell.Track] = text;
        _names = names;
        foreach (var (track, last) in _last)
            if (now - last > Kept && !names.ContainsKey(track))
            {
                _last.Remove(track);
                _divided.Remove(track);
            }
    }

    /// <summary>One frame more: of each track the newest sight is kept.</summary>
    public void See(TrackedFrame frame)
    {
        foreach (var cell in frame.Cells)
            _last[cell.Track] = frame.Header.T;
        foreach (var division in frame.Divisions)
            _divided.Add(division.Mother);
    }

    /// <summary>The named cells that are lost, a sentence each.</summary>
    /// <param name="now">Newest time point.</param>
    /// <param name="into">The track that each track continues.</param>
    public string[] Lost(int now, IReadOnlyDictionary<int, int> into)
    {
        var later = into.ToLookup(pair => pair.Value, pair => pair.Key);
        var lost = new List<string>();
        foreach (var (track, name) in _names)
        {
            var (at, follows) = (track, 0);
            // A chain of merges ends, for ids grow along it; the bound is for a file that was tampered with.
            while (later[at].Any() && follows++ < into.Count)
                at = later[at].Max();
            if (_last.TryGetValue(at, out var last) && now - last > Missed && !_divided.Contains(at))
                lost.Add(
                    $"the cell named '{name}' (track {track}{(at == track ? "" : $", now {at}")}) is lost: last seen in time point {last}"
                );
        }

        return [.. lost.Order(StringComparer.Ordinal)];
    }
}
