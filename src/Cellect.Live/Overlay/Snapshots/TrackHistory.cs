using Cellect.Live.Pipeline;

namespace Cellect.Live.Overlay.Snapshots;

/// <summary>Follows tracks and divisions through the last frames of a series.</summary>
internal sealed class TrackHistory(OverlayOptions options)
{
    private readonly Dictionary<int, (OverlayCell Cell, int T)> _lastSeen = [];
    private readonly List<TailSegment> _tails = [];
    private readonly List<(Division Division, OverlayCell Mother, float Age)> _divisions = [];

    /// <summary>Reads <paramref name="frames"/>, oldest first; what was read before is forgotten.</summary>
    public void Follow(ReadOnlySpan<TrackedFrame> frames)
    {
        _lastSeen.Clear();
        _tails.Clear();
        _divisions.Clear();
        var now = frames[^1].Header.T;
        foreach (var frame in frames)
        {
            AddDivisions(frame, now);
            for (var i = 0; i < frame.Cells.Count; i++)
                AddCell(frame.Cells[i], frame.Header, now);
        }
    }

    /// <summary>The tails, oldest step first.</summary>
    public TailSegment[] Tails() => [.. _tails];

    /// <summary>The divisions that are still marked; one whose daughters are both gone is not.</summary>
    public DivisionMark[] Divisions()
    {
        var marks = new List<DivisionMark>(_divisions.Count);
        foreach (var (division, mother, age) in _divisions)
            if (_lastSeen.TryGetValue(division.FirstDaughter, out var first) && _lastSeen.TryGetValue(division.SecondDaughter, out var second))
                marks.Add(new DivisionMark(mother, first.Cell, second.Cell, age));
        return [.. marks];
    }

    private void AddDivisions(TrackedFrame frame, int now)
    {
        var age = (now - frame.Header.T) / (float)options.DivisionMarkFrames;
        if (age >= 1)
            return;
        foreach (var division in frame.Divisions)
            _divisions.Add((division, MotherOf(division, frame), age));
    }

    // A mother older than the frames at hand (after a gap) is drawn between her daughters.
    private OverlayCell MotherOf(Division division, TrackedFrame frame) => _lastSeen.TryGetValue(division.Mother, out var seen)
        ? seen.Cell
        : new OverlayCell(division.Mother, SnapshotBuilder.ToMicrometres(division.Z, division.Y, division.X, frame.Header.VoxelMicrometres), 0);

    private void AddCell(in TrackedCell tracked, Stream.Volumes.VolumeHeader header, int now)
    {
        var cell = SnapshotBuilder.ToMicrometres(tracked, header.VoxelMicrometres);
        if (_lastSeen.TryGetValue(tracked.Track, out var before) || _lastSeen.TryGetValue(tracked.Parent, out before))
            AddStep(cell, before, header.T, now);
        _lastSeen[tracked.Track] = (cell, header.T);
    }

    private void AddStep(OverlayCell cell, (OverlayCell Cell, int T) before, int t, int now)
    {
        if (now - before.T > options.TailFrames)
            return;
        float length = options.TailFrames;
        _tails.Add(new TailSegment(cell.Track, before.Cell.Position, cell.Position, (now - before.T) / length, (now - t) / length));
    }
}
