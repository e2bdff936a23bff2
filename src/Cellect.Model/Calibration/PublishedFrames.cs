using Cellect.Data.Tracks;

namespace Cellect.Model.Calibration;

/// <summary>What a session has published of late, for the words of people on it: so many cells at most, the oldest go first.</summary>
/// <param name="mostCells">Cells that are kept.</param>
internal sealed class PublishedFrames(int mostCells)
{
    private readonly Queue<Published> _frames = [];
    private readonly Dictionary<int, Published> _at = [];
    private readonly Dictionary<int, (int T, float Probability)> _divisions = [];
    private long _cells;
    private int _lastTrack;

    /// <summary>A frame as it was published.</summary>
    /// <param name="T">Time point.</param>
    /// <param name="Cells">Its cells.</param>
    /// <param name="Divisions">Divisions whose daughters are first seen in it.</param>
    /// <param name="LastTrack">Highest track id before it: higher ones begin in it.</param>
    private sealed record Published(int T, IReadOnlyList<TrackedCell> Cells, IReadOnlyList<Division> Divisions, int LastTrack);

    /// <summary>A cell as it was published.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Begins">Its track begins with it.</param>
    internal readonly record struct Seen(TrackedCell Cell, bool Begins)
    {
        /// <summary>Probability that the cell has the origin that it was linked to or, where its track begins, any.</summary>
        public float Origin => Begins ? 1 - Cell.Link : Cell.Link;
    }

    /// <summary>Forgets the series.</summary>
    public void Reset()
    {
        _frames.Clear();
        _at.Clear();
        _divisions.Clear();
        (_cells, _lastTrack) = (0, 0);
    }

    /// <summary>One frame more.</summary>
    public void Add(TrackedFrame frame)
    {
        var kept = new Published(frame.Header.T, frame.Cells, frame.Divisions, _lastTrack);
        _frames.Enqueue(kept);
        _at[kept.T] = kept;
        _cells += kept.Cells.Count;
        foreach (var cell in kept.Cells)
            _lastTrack = Math.Max(_lastTrack, cell.Track);
        foreach (var division in kept.Divisions)
            _divisions[division.Mother] = (kept.T, division.Probability);
        while (_cells > mostCells && _frames.Count > 1)
            Forget(_frames.Dequeue());
    }

    /// <summary>A cell; null: it is not known, or not any more.</summary>
    public Seen? Find(int t, int track)
    {
        if (!_at.TryGetValue(t, out var frame))
            return null;
        foreach (var cell in frame.Cells)
            if (cell.Track == track)
                return new Seen(cell, track > frame.LastTrack);
        return null;
    }

    /// <summary>Probability of the division of a mother; null: none is known.</summary>
    public float? DivisionOf(int mother) => _divisions.TryGetValue(mother, out var division) ? division.Probability : null;

    /// <summary>Whether a cell is the last of a track that divided.</summary>
    public bool Divides(int t, int track) =>
        _divisions.TryGetValue(track, out var division) && t < division.T && !Between(t + 1, division.T, track);

    private bool Between(int from, int until, int track)
    {
        for (var t = from; t < until; t++)
            if (Find(t, track) is not null)
                return true;
        return false;
    }

    private void Forget(Published frame)
    {
        _at.Remove(frame.T);
        _cells -= frame.Cells.Count;
        foreach (var division in frame.Divisions)
            _divisions.Remove(division.Mother);
    }
}
