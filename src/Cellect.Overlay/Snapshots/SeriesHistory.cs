using System.Numerics;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>
/// What a series has told so far: every track, every division, and how figures went over time. The pipeline's lane writes, the display
/// reads; a lock is held for single entries and copies only, never while something is drawn.
/// </summary>
internal sealed class SeriesHistory
{
    private const int CurvePoints = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, TrackEntry> _tracks = [];
    private readonly Dictionary<int, (int First, int Second)> _daughters = [];
    private readonly Dictionary<int, int> _undivided = [];
    private readonly List<DivisionEntry> _divisions = [];
    private readonly Curve<CurvePoint> _curve = new(CurvePoints);
    private long _version;
    private long _beganNs;
    private int _lastT = -1;

    /// <summary>Grows with every entry: what was read under the same version is still true.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>End of exposure of the first time point that was told, UTC nanoseconds since 1970; 0 when the sender does not
    /// tell.</summary>
    public long BeganNs => Volatile.Read(ref _beganNs);

    /// <summary>The newest time point that was told; -1 before the first.</summary>
    public int LastT => Volatile.Read(ref _lastT);

    /// <summary>Enters a frame.</summary>
    public void Add(TrackedFrame frame)
    {
        lock (_gate)
        {
            foreach (var division in frame.Divisions)
                Enter(DivisionEntry.Of(frame.Header, division));
            foreach (var outcome in frame.Outcomes)
            {
                Settle(DivisionEntry.Of(outcome.T, outcome.Division, frame.Header.VoxelMicrometres));
                if (!outcome.Confirmed)
                    _undivided[outcome.Division.Mother] = outcome.Continues;
            }

            for (var i = 0; i < frame.Cells.Count; i++)
                Enter(frame.Cells[i], frame.Header);
            _curve.Add(new CurvePoint(frame.Header.T, frame.Cells.Count, _divisions.Count, LatencyOf(frame.Stamps)));
            if (_beganNs == 0)
                Volatile.Write(ref _beganNs, frame.Stamps.ExposureEndNs);
            Volatile.Write(ref _lastT, Math.Max(_lastT, frame.Header.T));
            _version++;
        }
    }

    /// <summary>Enters what a viewer that joins late is told.</summary>
    public void Join(IEnumerable<TrackEntry> tracks, IEnumerable<DivisionEntry> divisions)
    {
        lock (_gate)
        {
            foreach (var division in divisions)
                Enter(division);
            foreach (var track in tracks)
                _tracks.TryAdd(track.Track, track with { Root = RootOf(track.Track, track.Parent) });
            _version++;
        }
    }

    /// <summary>The founder of a track's family: the track itself when it has no mother.</summary>
    public int RootOf(int track)
    {
        lock (_gate)
            return _tracks.TryGetValue(track, out var entry) ? entry.Root : track;
    }

    /// <summary>A track, or null.</summary>
    public TrackEntry? Find(int track)
    {
        lock (_gate)
            return _tracks.TryGetValue(track, out var entry) ? entry : null;
    }

    /// <summary>The division that a track came from, or null.</summary>
    public DivisionEntry? BirthOf(int track)
    {
        lock (_gate)
        {
            for (var i = _divisions.Count - 1; i >= 0; i--)
                if (_divisions[i].FirstDaughter == track || _divisions[i].SecondDaughter == track)
                    return _divisions[i];
            return null;
        }
    }

    /// <summary>True when a track has ended in a division.</summary>
    public bool HasDivided(int track)
    {
        lock (_gate)
            return _daughters.ContainsKey(track);
    }

    /// <summary>The daughter in which a track goes on whose division was withdrawn; null: none was.</summary>
    public int? GoesOnIn(int track)
    {
        lock (_gate)
            return _undivided.TryGetValue(track, out var daughter) ? daughter : null;
    }

    /// <summary>The newest divisions, newest first.</summary>
    public DivisionEntry[] Newest(int count)
    {
        lock (_gate)
        {
            var taken = new DivisionEntry[Math.Min(count, _divisions.Count)];
            for (var i = 0; i < taken.Length; i++)
                taken[i] = _divisions[^(i + 1)];
            return taken;
        }
    }

    /// <summary>The figures over time, oldest first.</summary>
    public CurvePoint[] Curve()
    {
        lock (_gate)
            return _curve.Points();
    }

    /// <summary>The family of <paramref name="track"/>, founder first, each track before its daughters; at most
    /// <paramref name="most"/>.</summary>
    public TrackEntry[] FamilyOf(int track, int most)
    {
        lock (_gate)
        {
            if (!_tracks.TryGetValue(track, out var entry))
                return [];
            var family = new List<TrackEntry>();
            var waiting = new Stack<int>([entry.Root]);
            while (waiting.TryPop(out var next) && family.Count < most)
            {
                if (_tracks.TryGetValue(next, out var member))
                    family.Add(member);
                if (!_daughters.TryGetValue(next, out var pair))
                    continue;
                waiting.Push(pair.Second);
                waiting.Push(pair.First);
            }

            return [.. family];
        }
    }

    private void Enter(in DivisionEntry division)
    {
        if (!_daughters.TryAdd(division.Mother, (division.FirstDaughter, division.SecondDaughter)))
            return;
        _divisions.Add(division);
    }

    // Of a division that was told lately: it is near the end.
    private void Settle(in DivisionEntry settled)
    {
        for (var i = _divisions.Count - 1; i >= 0 && _divisions[i].T >= settled.T; i--)
            if (_divisions[i].Mother == settled.Mother)
                _divisions[i] = settled;
    }

    private void Enter(in TrackedCell cell, VolumeHeader header)
    {
        var place = SnapshotBuilder.ToMicrometres(cell.Z, cell.Y, cell.X, header.VoxelMicrometres);
        if (_tracks.TryGetValue(cell.Track, out var known))
        {
            _tracks[cell.Track] = known with
            {
                LastT = header.T,
                Path = known.Place is { } before ? known.Path + Vector3.Distance(before, place) : known.Path,
                FirstPlace = known.FirstPlace ?? place,
                Place = place,
            };
            return;
        }

        _tracks.Add(
            cell.Track,
            new TrackEntry(cell.Track, cell.Parent, header.T, header.T)
            {
                Root = RootOf(cell.Track, cell.Parent),
                Place = place,
                FirstPlace = place,
            }
        );
    }

    private int RootOf(int track, int parent) =>
        _tracks.TryGetValue(parent, out var mother) ? mother.Root
        : parent > 0 ? parent
        : track;

    private static float LatencyOf(in LatencyStamps stamps)
    {
        var from = stamps.ExposureEndNs > 0 ? stamps.ExposureEndNs : stamps.ReceivedNs;
        return from > 0 && stamps.LinkedNs > from ? (stamps.LinkedNs - from) / 1e6f : float.NaN;
    }
}
