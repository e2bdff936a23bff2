using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Triggers.Conditions;

/// <summary>Turns the tracked frames of one population into facts, remembering each track until it has been away for <see cref="KeepVolumes"/> volumes.</summary>
internal sealed class TrackHistories(StreamClock clock)
{
    /// <summary>Least of <see cref="KeepVolumes"/>: more than a tracker remembers a missed cell.</summary>
    public const int LeastVolumes = 20;

    private static readonly Dictionary<int, double> Unread = [];

    private readonly Dictionary<int, TrackMemory> _tracks = [];
    private readonly List<int> _forgotten = [];
    private int _volumes;

    /// <summary>Volumes after which a track that is gone is forgotten; more than any condition looks back.</summary>
    public int KeepVolumes { get; set; } = LeastVolumes;

    /// <summary>Tracks remembered, those of the newest frame among them.</summary>
    public IEnumerable<TrackMemory> All => _tracks.Values;

    /// <summary>Number of tracks remembered.</summary>
    public int Count => _tracks.Count;

    /// <summary>A track; null when it was never seen or is forgotten.</summary>
    public TrackMemory? Find(int track) => _tracks.GetValueOrDefault(track);

    /// <summary>True when the track is in the newest frame.</summary>
    public bool IsPresent(int track) => Find(track) is { Missed: 0 };

    /// <summary>One more frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="firstPopulation">The first channel that is tracked.</param>
    /// <param name="brightness">ΔF/F0 of its cells, by track; null: not read.</param>
    public FrameFacts Advance(TrackedFrame frame, int firstPopulation, IReadOnlyDictionary<int, double>? brightness = null)
    {
        var (now, voxel, shape) = (clock.Advance(frame), frame.Header.VoxelMicrometres, frame.Header.Shape);
        foreach (var track in _tracks.Values)
            track.Missed++;
        var cells = new CellFacts[frame.Cells.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Take(frame.Cells[i], frame.Header.T, now, voxel);
        Array.Sort(cells, static (a, b) => a.Track.CompareTo(b.Track));
        foreach (var division in frame.Divisions)
            if (Find(division.Mother) is { } mother)
                mother.Divided = true;
        Forget();
        return new FrameFacts
        {
            Series = frame.Header.Series,
            Population = frame.Header.C,
            FirstPopulation = firstPopulation,
            T = frame.Header.T,
            Volume = _volumes++,
            TimeNs = now,
            AfterGap = frame.AfterGap,
            AgeSeconds = clock.AgeSeconds(frame.RuleStamps, frame.RuleStamps.LinkedNs),
            Cells = cells,
            Divisions = [.. frame.Divisions.OrderBy(static d => d.FirstDaughter)],
            Outcomes = [.. frame.Outcomes.OrderBy(static outcome => outcome.Division.FirstDaughter)],
            Brightness = brightness ?? Unread,
            Tracks = this,
            CubicMicrometres = shape.Voxels * voxel.Z * voxel.Y * voxel.X,
            Micrometres = (z, y, x) => new Position(z * voxel.Z, y * voxel.Y, x * voxel.X),
        };
    }

    private CellFacts Take(in TrackedCell cell, int t, long now, VoxelSize voxel)
    {
        var place = new Position(cell.Z * voxel.Z, cell.Y * voxel.Y, cell.X * voxel.X);
        var isNew = !_tracks.TryGetValue(cell.Track, out var track);
        double? speed = null;
        if (track is null)
            _tracks.Add(
                cell.Track,
                track = new TrackMemory(cell.Track, cell.Parent, t, now, place) { Generation = GenerationOf(cell.Parent) }
            );
        else if (now > track.LastTimeNs)
            speed = place.DistanceTo(track.Place) / ((now - track.LastTimeNs) / 60e9);
        (track.LastT, track.LastTimeNs, track.Place, track.RadiusMicrometres, track.Missed) = (t, now, place, cell.Radius * voxel.X, 0);
        return new CellFacts(cell.Track, cell.Parent, place, track.RadiusMicrometres, t - track.FirstT, isNew, speed);
    }

    // Who comes later without a mother may be of any generation.
    private int? GenerationOf(int parent) =>
        parent > 0 ? Find(parent)?.Generation + 1
        : _volumes == 0 ? 0
        : null;

    private void Forget()
    {
        _forgotten.Clear();
        foreach (var track in _tracks.Values)
            if (track.Missed > KeepVolumes)
                _forgotten.Add(track.Track);
        foreach (var track in _forgotten)
            _tracks.Remove(track);
    }
}
