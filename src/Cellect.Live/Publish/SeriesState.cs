using Cellect.Live.Pipeline;
using Cellect.Stream.Volumes;

namespace Cellect.Live.Publish;

/// <summary>What has been published of the current series, kept for late joiners: 8 bytes a track and 32 a division.</summary>
internal sealed class SeriesState
{
    private readonly List<(int Track, int Parent)> _lineage = [];
    private readonly HashSet<int> _known = [];
    private readonly List<(int T, Division Division)> _divisions = [];

    /// <summary>True between the beginning and the end of a series.</summary>
    public bool Active { get; private set; }

    /// <summary>Header of the first volume; null before the first series.</summary>
    public VolumeHeader? Header { get; private set; }

    /// <summary>The newest frame; null before the first of the series.</summary>
    public TrackedFrame? Newest { get; private set; }

    /// <summary>The newest frame's cells.</summary>
    public IReadOnlyList<TrackedCell> Cells => Newest?.Cells ?? [];

    /// <summary>Every track of the series in the order of appearance, with its mother or -1.</summary>
    public IReadOnlyList<(int Track, int Parent)> Lineage => _lineage;

    /// <summary>Every division of the series.</summary>
    public IReadOnlyList<(int T, Division Division)> Divisions => _divisions;

    public void Begin(VolumeHeader header)
    {
        _lineage.Clear();
        _known.Clear();
        _divisions.Clear();
        Header = header;
        Newest = null;
        Active = true;
    }

    public void Add(TrackedFrame frame)
    {
        Newest = frame;
        foreach (var cell in frame.Cells)
            if (_known.Add(cell.Track))
                _lineage.Add((cell.Track, cell.Parent));
        foreach (var division in frame.Divisions)
            _divisions.Add((frame.Header.T, division));
    }

    public void End() => Active = false;
}
