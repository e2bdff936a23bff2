using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Messages;

/// <summary>What has been published of the current series, kept for late joiners: 20 bytes a track and 36 a division.</summary>
internal sealed class SeriesState
{
    private readonly List<LineageRow> _lineage = [];
    private readonly Dictionary<int, int> _rows = [];
    private readonly List<(int T, Division Division, int Population)> _divisions = [];
    private readonly IReadOnlyList<Population>? _told;

    // Where divisions stand that may yet be confirmed or withdrawn, by their mothers.
    private readonly Dictionary<int, int> _likely = [];
    private readonly Dictionary<int, TrackedFrame> _newest = [];

    /// <param name="populations">Those that are tracked; null: the one of the first volume.</param>
    public SeriesState(IReadOnlyList<Population>? populations = null) => _told = populations;

    /// <summary>The populations, in the order in which their frames come; empty before the first series.</summary>
    public IReadOnlyList<Population> Populations { get; private set; } = [];

    /// <summary>The newest frame of each population, whose cells make up <see cref="Cells"/>; null before the first.</summary>
    public IReadOnlyList<(Population Population, TrackedFrame? Newest)> NewestOfEach =>
        [.. Populations.Select(population => (population, _newest.GetValueOrDefault(population.Channel)))];

    /// <summary>True between the beginning and the end of a series.</summary>
    public bool Active => Header is not null && Ended is null;

    /// <summary>How the series ended; null before that.</summary>
    public SeriesEnd? Ended { get; private set; }

    /// <summary>Header of the first volume; null before the first series.</summary>
    public VolumeHeader? Header { get; private set; }

    /// <summary>The newest frame; null before the first of the series.</summary>
    public TrackedFrame? Newest { get; private set; }

    /// <summary>The cells of the newest frame, of several populations of the newest of each.</summary>
    public IReadOnlyList<TrackedCell> Cells =>
        _newest.Count <= 1 ? Newest?.Cells ?? [] : [.. NewestOfEach.SelectMany(part => part.Newest?.Cells ?? [])];

    /// <summary>Every track of the series in the order of appearance.</summary>
    public IReadOnlyList<LineageRow> Lineage => _lineage;

    /// <summary>Every division of the series.</summary>
    public IReadOnlyList<(int T, Division Division, int Population)> Divisions => _divisions;

    public void Begin(VolumeHeader header)
    {
        _lineage.Clear();
        _rows.Clear();
        _divisions.Clear();
        _newest.Clear();
        _likely.Clear();
        Header = header;
        Populations =
            _told is null ? [Population.Unnamed(header.C, 0)]
            : _told is [var only] ? [only with { Channel = header.C }]
            : _told;
        Newest = null;
        Ended = null;
    }

    public void Add(TrackedFrame frame)
    {
        Newest = _newest[frame.Header.C] = frame;
        foreach (var cell in frame.Cells)
            See(cell, frame.Header);
        foreach (var division in frame.Divisions)
        {
            if (division.State == DivisionState.Likely)
                _likely[division.Mother] = _divisions.Count;
            _divisions.Add((frame.Header.T, division, frame.Header.C));
        }

        foreach (var outcome in frame.Outcomes)
            if (_likely.Remove(outcome.Division.Mother, out var row))
                _divisions[row] = (outcome.T, outcome.Division, frame.Header.C);
    }

    public void End(SeriesEnd end) => Ended = end;

    private void See(in TrackedCell cell, VolumeHeader header)
    {
        if (_rows.TryGetValue(cell.Track, out var row))
        {
            _lineage[row] = _lineage[row] with { LastT = header.T };
            return;
        }

        _rows.Add(cell.Track, _lineage.Count);
        _lineage.Add(new LineageRow(cell.Track, cell.Parent, header.T, header.T, header.C));
    }
}

/// <summary>One track of a series.</summary>
/// <param name="Track">Track id.</param>
/// <param name="Parent">Track id of the mother, or -1.</param>
/// <param name="FirstT">Time point at which it was first seen.</param>
/// <param name="LastT">Time point at which it was last seen.</param>
/// <param name="Population">Channel of its population; 0 where an older service does not tell.</param>
internal readonly record struct LineageRow(int Track, int Parent, int FirstT, int LastT, int Population);
