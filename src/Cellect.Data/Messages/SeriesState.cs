using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Messages;

/// <summary>What has been published of the current series, kept for late joiners: 16 bytes a track and 32 a division.</summary>
internal sealed class SeriesState
{
    private readonly List<LineageRow> _lineage = [];
    private readonly Dictionary<int, int> _rows = [];
    private readonly List<(int T, Division Division)> _divisions = [];

    // Where divisions stand that may yet be confirmed or withdrawn, by their mothers.
    private readonly Dictionary<int, int> _told = [];

    /// <summary>True between the beginning and the end of a series.</summary>
    public bool Active => Header is not null && Ended is null;

    /// <summary>How the series ended; null before that.</summary>
    public SeriesEnd? Ended { get; private set; }

    /// <summary>Header of the first volume; null before the first series.</summary>
    public VolumeHeader? Header { get; private set; }

    /// <summary>The newest frame; null before the first of the series.</summary>
    public TrackedFrame? Newest { get; private set; }

    /// <summary>The newest frame's cells.</summary>
    public IReadOnlyList<TrackedCell> Cells => Newest?.Cells ?? [];

    /// <summary>Every track of the series in the order of appearance.</summary>
    public IReadOnlyList<LineageRow> Lineage => _lineage;

    /// <summary>Every division of the series.</summary>
    public IReadOnlyList<(int T, Division Division)> Divisions => _divisions;

    public void Begin(VolumeHeader header)
    {
        _lineage.Clear();
        _rows.Clear();
        _divisions.Clear();
        _told.Clear();
        Header = header;
        Newest = null;
        Ended = null;
    }

    public void Add(TrackedFrame frame)
    {
        Newest = frame;
        foreach (var cell in frame.Cells)
            See(cell, frame.Header.T);
        foreach (var division in frame.Divisions)
        {
            if (division.State == DivisionState.Likely)
                _told[division.Mother] = _divisions.Count;
            _divisions.Add((frame.Header.T, division));
        }

        foreach (var outcome in frame.Outcomes)
            if (_told.Remove(outcome.Division.Mother, out var row))
                _divisions[row] = (outcome.T, outcome.Division);
    }

    public void End(SeriesEnd end) => Ended = end;

    private void See(in TrackedCell cell, int t)
    {
        if (_rows.TryGetValue(cell.Track, out var row))
        {
            _lineage[row] = _lineage[row] with { LastT = t };
            return;
        }

        _rows.Add(cell.Track, _lineage.Count);
        _lineage.Add(new LineageRow(cell.Track, cell.Parent, t, t));
    }
}

/// <summary>One track of a series.</summary>
/// <param name="Track">Track id.</param>
/// <param name="Parent">Track id of the mother, or -1.</param>
/// <param name="FirstT">Time point at which it was first seen.</param>
/// <param name="LastT">Time point at which it was last seen.</param>
internal readonly record struct LineageRow(int Track, int Parent, int FirstT, int LastT);
