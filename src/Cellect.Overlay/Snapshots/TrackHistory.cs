using System.Numerics;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Snapshots;

/// <summary>Follows tracks and divisions through the last frames of a series.</summary>
internal sealed class TrackHistory(OverlayOptions options)
{
    // Long enough that the localisation's error does not pass for motion, short enough to see a cell stop.
    private const int SpeedSteps = 5;
    private const int MarkedFrames = 3;
    private const double NanosecondsPerMinute = 6e10;

    private readonly Dictionary<int, Trace> _traces = [];
    private readonly HashSet<int> _mothers = [];
    private readonly List<TailSegment> _tails = [];
    private readonly List<(Division Division, OverlayCell Mother, float Age)> _divisions = [];
    private readonly List<OverlayCell> _cells = [];
    private readonly List<OverlayCell> _vanished = [];

    /// <summary>Unit of the speeds of what was read.</summary>
    public string SpeedUnit { get; private set; } = "";

    /// <summary>Reads <paramref name="frames"/>, oldest first; what was read before is forgotten.</summary>
    /// <param name="frames">The last frames of one series.</param>
    /// <param name="book">Knows the founders of families; null: the oldest mother in the frames counts as founder.</param>
    public void Follow(ReadOnlySpan<TrackedFrame> frames, SeriesHistory? book = null)
    {
        _traces.Clear();
        _mothers.Clear();
        _tails.Clear();
        _divisions.Clear();
        _cells.Clear();
        _vanished.Clear();
        var (first, last) = (frames[0].Header.T, frames[^1].Header.T);
        var scale = SpeedScale(frames);
        foreach (var frame in frames)
        {
            TakeBack(frame);
            AddDivisions(frame, last);
            for (var i = 0; i < frame.Cells.Count; i++)
                AddCell(frame.Cells[i], frame.PopulationOf(i), frame.Header, last, book);
        }

        for (var i = 0; i < frames[^1].Cells.Count; i++)
            _cells.Add(Finish(_traces[frames[^1].Cells[i].Track], first, last, scale, book));
        foreach (var (track, trace) in _traces)
            if (trace.T < last && last - trace.T <= MarkedFrames && !_mothers.Contains(track) && book?.HasDivided(track) != true)
                _vanished.Add(trace.Cell);
    }

    /// <summary>The cells of the last frame, in its order.</summary>
    public OverlayCell[] Cells() => [.. _cells];

    /// <summary>Cells that the last frames have lost.</summary>
    public OverlayCell[] Vanished() => [.. _vanished];

    /// <summary>The tails, oldest step first.</summary>
    public TailSegment[] Tails() => [.. _tails];

    /// <summary>The divisions that are still marked; one whose daughters are both gone is not.</summary>
    public DivisionMark[] Divisions()
    {
        var marks = new List<DivisionMark>(_divisions.Count);
        foreach (var (division, mother, age) in _divisions)
            if (_traces.TryGetValue(division.FirstDaughter, out var first) && _traces.TryGetValue(division.SecondDaughter, out var second))
                marks.Add(new DivisionMark(mother, first.Cell, second.Cell, age));
        return [.. marks];
    }

    private void AddDivisions(TrackedFrame frame, int now)
    {
        var age = (now - frame.Header.T) / (float)options.DivisionMarkFrames;
        foreach (var division in frame.Divisions)
        {
            _mothers.Add(division.Mother);
            if (age < 1)
                _divisions.Add((division, MotherOf(division, frame), age));
        }
    }

    // A mother older than the frames at hand (after a gap) is drawn between her daughters.
    /// <summary>What was none flashes no more.</summary>
    private void TakeBack(TrackedFrame frame)
    {
        foreach (var outcome in frame.Outcomes)
            if (!outcome.Confirmed)
                _ = _divisions.RemoveAll(marked => marked.Division.Mother == outcome.Division.Mother);
    }

    private OverlayCell MotherOf(Division division, TrackedFrame frame) =>
        _traces.TryGetValue(division.Mother, out var seen)
            ? seen.Cell
            : new OverlayCell(
                division.Mother,
                SnapshotBuilder.ToMicrometres(division.Z, division.Y, division.X, frame.Header.VoxelMicrometres),
                0
            );

    private void AddCell(in TrackedCell tracked, int population, VolumeHeader header, int now, SeriesHistory? book)
    {
        var known = _traces.TryGetValue(tracked.Track, out var before);
        var related = known || _traces.TryGetValue(tracked.Parent, out before);
        var voxel = header.VoxelMicrometres;
        var cell = new OverlayCell(
            tracked.Track,
            SnapshotBuilder.ToMicrometres(tracked.Z, tracked.Y, tracked.X, voxel),
            (float)(tracked.Radius * voxel.X)
        )
        {
            Root = related ? before.Cell.Root : book?.RootOf(tracked.Track) ?? tracked.Track,
            Parent = tracked.Parent,
            Population = population,
            Score = tracked.Score,
            Division = tracked.Division,
            Link = tracked.Link,
        };
        if (related)
            AddStep(cell, before, header.T, now);
        var way = known ? before.Way.Then(Vector3.Distance(before.Cell.Position, cell.Position), header.T - before.T) : default;
        _traces[tracked.Track] = new Trace(cell, header.T, known ? before.FirstT : header.T, way);
    }

    private void AddStep(OverlayCell cell, in Trace before, int t, int now)
    {
        if (now - before.T > options.TailFrames)
            return;
        float length = options.TailFrames;
        _tails.Add(
            new TailSegment(cell.Track, before.Cell.Position, cell.Position, (now - before.T) / length, (now - t) / length)
            {
                Root = cell.Root,
            }
        );
    }

    private static OverlayCell Finish(in Trace trace, int first, int last, float scale, SeriesHistory? book) =>
        trace.Cell with
        {
            // The frames at hand may begin after the track.
            Age = last - (trace.FirstT == first && book?.Find(trace.Cell.Track) is { } told ? told.FirstT : trace.FirstT),
            Speed = trace.Way.Speed * scale,
            Entering = trace.Cell.Parent < 0 && trace.FirstT > first && last - trace.FirstT < MarkedFrames,
        };

    private float SpeedScale(ReadOnlySpan<TrackedFrame> frames)
    {
        var (first, last) = (frames[0], frames[^1]);
        var (frameCount, elapsed) = (last.Header.T - first.Header.T, last.Stamps.ExposureEndNs - first.Stamps.ExposureEndNs);
        var known = first.Stamps.ExposureEndNs > 0 && elapsed > 0 && frameCount > 0;
        SpeedUnit = known ? "µm/min" : "µm/frame";
        return known ? (float)(frameCount * NanosecondsPerMinute / elapsed) : 1;
    }

    private readonly record struct Trace(OverlayCell Cell, int T, int FirstT, Way Way);

    /// <summary>A running mean over the last steps: after <see cref="SpeedSteps"/>, each new one outweighs what an old one
    /// leaves.</summary>
    private readonly record struct Way(float Micrometres, float Frames)
    {
        public float Speed => Frames > 0 ? Micrometres / Frames : float.NaN;

        public Way Then(float step, int frames)
        {
            var kept = Frames < SpeedSteps ? 1 : (SpeedSteps - 1f) / SpeedSteps;
            return new Way(Micrometres * kept + step, Frames * kept + frames);
        }
    }
}
