using Cellect.Data.Tracks;

namespace Cellect.Overlay.Snapshots;

/// <summary>What is counted over a series; every frame passes here, drawn or not.</summary>
internal sealed class SeriesProgress(string series, TimeProvider time)
{
    private readonly HashSet<int> _tracks = [];
    private readonly ArrivalClock _arrivals = new(time);
    private long _lost;

    /// <summary>Everything that the series has told.</summary>
    public SeriesHistory Book { get; } = new();

    /// <summary>Tracks so far.</summary>
    public int Tracks => _tracks.Count;

    /// <summary>Divisions so far.</summary>
    public int Divisions { get; private set; }

    /// <summary>Counts one more frame.</summary>
    public void Add(TrackedFrame frame)
    {
        _arrivals.Tick();
        Book.Add(frame);
        for (var i = 0; i < frame.Cells.Count; i++)
            _tracks.Add(frame.Cells[i].Track);
        Divisions += frame.Divisions.Count;
        _lost += Math.Max(0, frame.TimeStep - 1);
    }

    /// <summary>Counts what a viewer that joins late is told.</summary>
    public void Join(IReadOnlyCollection<TrackEntry> tracks, IReadOnlyCollection<DivisionEntry> divisions)
    {
        Book.Join(tracks, divisions);
        foreach (var track in tracks)
            _tracks.Add(track.Track);
        // Told again after messages were lost, it is the same divisions and those that were missed.
        Divisions = Math.Max(Divisions, divisions.Count);
    }

    /// <summary>The status now.</summary>
    public StreamStatus Status() =>
        new()
        {
            Series = series,
            LastArrival = _arrivals.Last,
            Interval = _arrivals.Interval,
            VolumesPerSecond = _arrivals.PerSecond,
            Lost = _lost,
        };

    /// <summary>The status after the end, with the ledger's word on the losses.</summary>
    public StreamStatus Status(SeriesSummary summary) =>
        Status() with
        {
            Ended = true,
            Lost = summary.Expected - summary.Ledger.GetValueOrDefault("processed"),
        };
}
