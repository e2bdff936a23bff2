using Cellect.Data.Edits;
using Cellect.Data.Tracks;

namespace Cellect.Live.Finishing;

/// <summary>Cells that people have named, and whether they are still seen: under their own id, or as a track that continues theirs.
/// One that divides is watched no more.</summary>
internal sealed class NamedCells
{
    // A cell that is missed so long may come back under its own id.
    private const int Missed = 3;
    private const int Listed = 5;

    private readonly Dictionary<int, int> _last = [];

    // What was lost longer ago than this, and has no name by then, gets no more attention.
    private const int Kept = 2000;

    private readonly HashSet<int> _divided = [];
    private readonly Dictionary<int, int> _undivided = [];
    private IReadOnlyDictionary<int, string> _names = new Dictionary<int, string>();

    /// <summary>Takes the names from the edits in force.</summary>
    public void Take(IReadOnlyList<TrackEdit> active)
    {
        var names = new Dictionary<int, string>();
        foreach (var edit in active)
            if (edit is { Edit: EditKind.Name, Cell: { Track: > 0 } cell, Text: { Length: > 0 } text })
                names[cell.Track] = text;
        _names = names;
    }

    /// <summary>One frame more: of each track the newest sight is kept, and what was lost long ago is forgotten.</summary>
    public void See(TrackedFrame frame)
    {
        var now = frame.Header.T;
        foreach (var cell in frame.Cells)
            _last[cell.Track] = now;
        foreach (var division in frame.Divisions)
            _divided.Add(division.Mother);
        foreach (var outcome in frame.Outcomes)
            if (!outcome.Confirmed)
                _undivided[outcome.Division.Mother] = outcome.Continues;
        if (now % Kept != 0)
            return;
        foreach (var (track, last) in _last)
            if (now - last > Kept && !_names.ContainsKey(track))
            {
                _last.Remove(track);
                _divided.Remove(track);
                _undivided.Remove(track);
            }
    }

    /// <summary>The named cells that are lost, in one sentence; empty: none is.</summary>
    /// <param name="now">Newest time point.</param>
    /// <param name="into">The track that each track continues.</param>
    public string Lost(int now, IReadOnlyDictionary<int, int> into)
    {
        if (_names.Count == 0)
            return "";
        var later = into.ToLookup(pair => pair.Value, pair => pair.Key);
        var lost = new List<string>();
        foreach (var (track, name) in _names)
        {
            var at = track;
            // A chain ends, for ids grow along it; the comparison is for a file that was tampered with.
            while (Next(at, later) is { } next && next > at)
                at = next;
            if (_last.TryGetValue(at, out var last) && now - last > Missed && (!_divided.Contains(at) || _undivided.ContainsKey(at)))
                lost.Add($"'{name}' (track {track}{(at == track ? "" : $", now {at}")}, last seen in time point {last})");
        }

        lost.Sort(StringComparer.Ordinal);
        return lost.Count switch
        {
            0 => "",
            1 => $"the cell named {lost[0]} is lost",
            <= Listed => $"{lost.Count} named cells are lost: {string.Join(", ", lost)}",
            _ => $"{lost.Count} named cells are lost: {string.Join(", ", lost.Take(Listed))} and {lost.Count - Listed} more",
        };
    }

    private int? Next(int track, ILookup<int, int> later) =>
        _undivided.TryGetValue(track, out var daughter) ? daughter
        : later[track].Any() ? later[track].Max()
        : null;
}
