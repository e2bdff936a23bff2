using Cellect.Analysis.Divisions;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Motility;
using Cellect.Analysis.Proliferation;
using Cellect.Analysis.Traces;
using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Analysis.Biology;

/// <summary>
/// Motility, divisions, proliferation and traces of one series, frame by frame: live and afterwards the same code, and the same
/// numbers. What a frame costs depends on its cells alone; memory on the tracks that may go on, and on the longest cell cycle.
/// </summary>
internal sealed class SeriesBiology
{
    /// <summary>Frames after which a track that is gone has ended: more than a tracker remembers a missed cell.</summary>
    public const int KeepFrames = 20;

    private readonly MotilityOptions _motility;
    private readonly IReadOnlyList<Region> _regions;
    private readonly VolumeBorder _border;
    private readonly VoxelSize _voxel;
    private readonly StreamClock _clock;
    private readonly SeriesTraces? _traces;
    private readonly Dictionary<int, TrackLife> _lives = [];
    private readonly Dictionary<int, (Position Place, int? Generation)> _daughters = [];
    private readonly List<EndedTrack> _ended = [];
    private long _firstNs;
    private bool _begun;

    /// <summary>A series begins.</summary>
    /// <param name="header">Of its first volume.</param>
    /// <param name="options">What counts as resting and as migratory.</param>
    /// <param name="regions">The regions whose cells are counted; none: only the whole volume's are.</param>
    public SeriesBiology(VolumeHeader header, AnalysisOptions options, IReadOnlyList<Region> regions)
    {
        _motility = new MotilityOptions(options.ArrestMicrometresPerMinute, 60 * options.MigratoryMinutes, options.MigratoryMicrometres);
        (_regions, _voxel) = (regions, header.VoxelMicrometres);
        _border = new VolumeBorder(header.Shape, _voxel);
        _clock = new StreamClock(options.AssumedIntervalSeconds);
        if (options.Traces)
            _traces = new SeriesTraces(header.C, options.ForTraces(), KeepFrames);
        Accounts = [.. Part.Of(regions, _border).Select(part => new PartAccount(part))];
    }

    /// <summary>The account of each part of the volume.</summary>
    public IReadOnlyList<PartAccount> Accounts { get; }

    /// <summary>Times from birth to division.</summary>
    public CycleTimes Cycles { get; } = new();

    /// <summary>Tracks that may go on.</summary>
    public IReadOnlyCollection<TrackLife> Lives => _lives.Values;

    /// <summary>Tracks that have ended, so far.</summary>
    public long Ended { get; private set; }

    /// <summary>Highly migratory tracks among those that have ended.</summary>
    public long Migratory { get; private set; }

    /// <summary>A track that may go on; null for any other.</summary>
    public TrackLife? Find(int track) => _lives.GetValueOrDefault(track);

    /// <summary>The share of the cells that has not divided, over their age.</summary>
    public IReadOnlyList<SurvivalStep> CycleCurve() =>
        Cycles.Curve(_lives.Values.Where(life => life.BornSeconds is not null).Select(life => life.LastT - life.FirstT));

    /// <summary>One more frame, in the order of time.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="volume">Its volume, for traces; null: there is none, and the frame has no traces.</param>
    public BiologyFrame Advance(TrackedFrame frame, Volume? volume = null)
    {
        var (t, now) = (frame.Header.T, _clock.Advance(frame));
        if (!_begun)
            _firstNs = now;
        var seconds = (now - _firstNs) / 1e9;
        _ended.Clear();
        _daughters.Clear();
        var divisions = Divide(frame, t, seconds);
        foreach (var life in _lives.Values)
            life.Missed++;
        foreach (var cell in frame.Cells)
            See(cell, t, seconds);
        Miss();
        _begun = true;
        _ended.Sort(static (a, b) => a.Life.Track.CompareTo(b.Life.Track));
        return new BiologyFrame(t, seconds, [.. _ended], divisions, [.. Accounts.Select(account => account.Close(t, seconds))])
        {
            Traces = _traces is null || volume is null ? [] : _traces.Advance(frame, volume, seconds),
        };
    }

    /// <summary>The series is over: the tracks that had not ended, in the order of their ids.</summary>
    public IReadOnlyList<EndedTrack> Finish()
    {
        _ended.Clear();
        foreach (var life in _lives.Values)
            End(life, life.Missed == 0 ? TrackEnding.Open : Gone(life));
        _lives.Clear();
        _ended.Sort(static (a, b) => a.Life.Track.CompareTo(b.Life.Track));
        return [.. _ended];
    }

    private List<DivisionRow> Divide(TrackedFrame frame, int t, double seconds)
    {
        var rows = new List<DivisionRow>(frame.Divisions.Count);
        foreach (var division in frame.Divisions.OrderBy(division => division.FirstDaughter))
        {
            var place = Micrometres(division.Z, division.Y, division.X);
            _lives.Remove(division.Mother, out var mother);
            foreach (var account in Accounts)
                Divide(account, mother, place);
            var generation = mother?.Generation + 1;
            _daughters[division.FirstDaughter] = _daughters[division.SecondDaughter] = (place, generation);
            var cycle = seconds - mother?.BornSeconds;
            rows.Add(
                new DivisionRow(
                    t,
                    seconds,
                    division.Mother,
                    division.FirstDaughter,
                    division.SecondDaughter,
                    place,
                    division.Probability,
                    generation,
                    cycle,
                    frame.TimeStep,
                    [.. _regions.Where(region => region.Contains(place)).Select(region => region.Name)]
                )
            );
            if (mother is null)
                continue;
            if (cycle is { } lasted)
                Cycles.Divide(t - mother.FirstT, lasted);
            End(mother, TrackEnding.Divided);
        }

        return rows;
    }

    private static void Divide(PartAccount account, TrackLife? mother, Position place)
    {
        if (mother is { Missed: 0 })
            account.Move(mother.Place, place);
        else
            account.Begin(place, mother?.RadiusMicrometres ?? 0);
        account.Divide(place);
    }

    private void See(in TrackedCell cell, int t, double seconds)
    {
        var place = Micrometres(cell.Z, cell.Y, cell.X);
        var radius = cell.Radius * _voxel.X;
        if (_lives.TryGetValue(cell.Track, out var life))
            foreach (var account in Accounts)
                Go(account, life, place, radius);
        else
            _lives.Add(cell.Track, life = Begin(cell, t, seconds, place, radius));
        // In the first frame nothing is known to be new.
        if (_begun)
            foreach (var account in Accounts)
                account.Expect(place, cell.Division);
        life.Motility.Add(t, seconds, place);
        (life.LastT, life.LastSeconds, life.Place, life.RadiusMicrometres, life.Missed) = (t, seconds, place, radius, 0);
    }

    private static void Go(PartAccount account, TrackLife life, Position place, double radius)
    {
        // Every life has been counted as missed once before the cells of the frame are seen.
        if (life.Missed == 1)
            account.Move(life.Place, place);
        else
            account.Begin(place, radius);
    }

    private TrackLife Begin(in TrackedCell cell, int t, double seconds, Position place, double radius)
    {
        var isDaughter = _daughters.TryGetValue(cell.Track, out var birth);
        foreach (var account in Accounts)
            if (!_begun)
                account.Settle(place);
            else if (isDaughter)
                account.Move(birth.Place, place);
            else
                account.Begin(place, radius);
        return new TrackLife
        {
            Track = cell.Track,
            Parent = cell.Parent,
            FirstT = t,
            Generation =
                isDaughter ? birth.Generation
                : _begun ? null
                : 0,
            BornSeconds = isDaughter ? seconds : null,
            Motility = new TrackMotility(_motility),
        };
    }

    private void Miss()
    {
        foreach (var life in _lives.Values)
            if (life.Missed == 1)
                foreach (var account in Accounts)
                    account.End(life.Place, life.RadiusMicrometres);
            else if (life.Missed > KeepFrames)
                End(life, Gone(life));
        foreach (var ended in _ended)
            _lives.Remove(ended.Life.Track);
    }

    private void End(TrackLife life, TrackEnding ending)
    {
        if (ending != TrackEnding.Divided && life.BornSeconds is { } born)
            Cycles.Censor(life.LastT - life.FirstT, life.LastSeconds - born);
        Ended++;
        if (life.Motility.IsMigratory)
            Migratory++;
        _ended.Add(new EndedTrack(life, ending));
    }

    private TrackEnding Gone(TrackLife life) =>
        _border.Distance(life.Place) <= VolumeBorder.Radii * life.RadiusMicrometres ? TrackEnding.Left : TrackEnding.Lost;

    private Position Micrometres(float z, float y, float x) => new(z * _voxel.Z, y * _voxel.Y, x * _voxel.X);
}
