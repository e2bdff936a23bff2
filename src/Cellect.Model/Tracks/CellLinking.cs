using Cellect.Data.Tracks;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tracks;

/// <summary>
/// The half of tracking that needs no images: cells in, links and tracks out. Carries from frame to frame the cells with their embeddings,
/// cells missed in one or two frames, counts of births and appearances, and the tracker. Use it from one thread.
/// </summary>
/// <param name="matcher">The small networks; owned.</param>
/// <param name="options">Linking options.</param>
/// <param name="calibration">What probabilities mean.</param>
/// <param name="minScore">Lowest score of a cell without an origin.</param>
/// <param name="numbers">Where track ids come from; null: its own.</param>
internal sealed class CellLinking(
    ICellMatcher matcher,
    LinkerOptions options,
    ModelCalibration calibration,
    float minScore,
    TrackNumbers? numbers = null
) : IDisposable
{
    private readonly Linker _linker = new(matcher, options);
    private readonly CellMemory _memory = new(options.MemoryFrames);
    private readonly Tracker _tracker = new(numbers ?? new TrackNumbers());
    private readonly TrackStability _stability = new();
    private readonly DivisionConfirmation? _confirmation = options.Confirm ? new DivisionConfirmation() : null;
    private readonly Settling? _settling = options.SettleIn ? new Settling() : null;

    private SessionCalibration _said = SessionCalibration.Identity;
    private int _timeStep = 1;

    /// <summary>Tracks begun so far in this series.</summary>
    public int Tracks => _tracker.Tracks;

    /// <summary>Tracks that turned out to be unstable with the frame that was linked last.</summary>
    public IReadOnlyList<UnstableTrack> Unstable { get; private set; } = [];

    /// <summary>What has become of the divisions of the frame before, known since the frame that was linked last.</summary>
    public IReadOnlyList<DivisionVerdict> Verdicts { get; private set; } = [];

    /// <summary>What scores meant for the frame that was linked last; null: the series does not settle in.</summary>
    public ScoreMeaning? Meaning { get; private set; }

    /// <summary>Cells of the frame before, voxels; empty before the first.</summary>
    public ReadOnlySpan<Detection> Before => _memory.Origins is { } origins ? origins.Frame.Cells.AsSpan(0, origins.Previous) : [];

    /// <summary>Forgets the series.</summary>
    public void Reset()
    {
        _memory.Reset();
        _tracker.Reset();
        _stability.Reset();
        _confirmation?.Reset();
        _settling?.Reset();
        (Unstable, Verdicts, Meaning, _timeStep) = ([], [], null, 1);
        _linker.Reset();
        Calibrate(SessionCalibration.Identity);
    }

    /// <summary>From the next frame on, what people's words on the session say of its probabilities counts; in place of what was said
    /// before.</summary>
    public void Calibrate(SessionCalibration said)
    {
        _said = said;
        _linker.Said = said.Division.Before(calibration.Division);
        // A link that is less likely leaves more to having none. Of the map the offset alone: odds of all candidates are weighed by it.
        _linker.NewCells = Math.Exp(-said.Origin.Offset);
    }

    /// <summary>The frame with each cell once.</summary>
    public DetectedFrame Merge(DetectedFrame frame) => _linker.Merge(frame);

    /// <summary>The specimen has moved as a whole since the frame before.</summary>
    /// <param name="shift">Voxels, z, y, x.</param>
    public void Move((int Z, int Y, int X) shift)
    {
        if (shift != default)
            _memory.Move(shift);
    }

    /// <summary>Links a frame to the one before, and to cells missed there, and extends the tracks.</summary>
    /// <param name="frame">Duplicates merged; what was before has been moved by its shift.</param>
    /// <param name="timeStep">Time points since the frame before, at least 1; any value for the first frame.</param>
    /// <param name="extent">Shape of the volume, voxels (z, y, x).</param>
    /// <param name="repeated">The volume is the one before once more.</param>
    public (LinkedCell[] Cells, DivisionEvent[] Divisions) Link(
        DetectedFrame frame,
        int timeStep,
        (int Z, int Y, int X) extent,
        bool repeated
    )
    {
        timeStep = Math.Max(1, timeStep);
        // Where every second volume is missing the series is slow, not interrupted.
        var interrupted = frame.Shift != default || timeStep > _timeStep;
        _timeStep = timeStep;
        var links = _linker.Link(frame, Origins(frame, repeated), timeStep, interrupted);
        // What the series has learned not to believe comes from nowhere all the same.
        Learn(frame, links, extent);
        var believed = Believed(frame, links, extent);
        links = Array.ConvertAll(believed, i => links[i]);
        var kept = frame.Select(believed);
        var remembered = _memory.Advance(kept, Array.ConvertAll(links, l => l.Parent), timeStep, repeated);
        var (cells, divisions) = _tracker.Advance(Array.ConvertAll(calibration.Of(links), _said.Of), remembered);
        for (var i = 0; i < cells.Length; i++)
            cells[i] = cells[i] with { Detection = believed[i], Score = Score(frame.Cells[believed[i]]) };
        Verdicts = _confirmation?.Advance(frame, cells, divisions, timeStep, repeated) ?? [];
        Unstable = _stability.Advance(frame, extent, cells, divisions, _tracker.Remembered, timeStep);
        Meaning = Settled();
        if (!repeated)
            _settling?.Advance(frame, extent, cells, divisions, _tracker.Remembered, Calibrated, timeStep > 1 || frame.Shift != default);
        return (cells, divisions);

        float Calibrated(LinkedCell cell) => calibration.Detection.Of(frame.Cells[cell.Detection].Score);
    }

    /// <summary>The published score of a cell.</summary>
    private float Score(Detection cell) =>
        _said.Cell.Of((_settling?.Cells ?? ProbabilityMap.Identity).Of(calibration.Detection.Of(cell.Score)));

    /// <summary>Cells cut by a face of the volume come into view there, weak as they are: the series has its own least score
    /// inside.</summary>
    private int[] Believed(DetectedFrame frame, Link[] links, (int Z, int Y, int X) extent)
    {
        var (least, inside) = (WhereAs(_said.Cell), WhereAs((_settling?.Beginnings ?? ProbabilityMap.Identity).Then(_said.Cell)));
        return LowScoreDetections.Believed(frame, links, cell => Interior.Holds(cell, extent, frame.Geometry.Anisotropy) ? inside : least);
    }

    private void Learn(DetectedFrame frame, Link[] links, (int Z, int Y, int X) extent)
    {
        var believed = LowScoreDetections.Believed(frame, links, WhereAs(_said.Cell));
        _linker.Learn(frame.Select(believed), Array.ConvertAll(believed, i => links[i]), extent);
    }

    /// <summary>The score, as the network gives it, that means under a map what the model's own least score means without.</summary>
    private float WhereAs(ProbabilityMap map) => map.Inverse.Before(calibration.Detection).Of(minScore);

    private ScoreMeaning? Settled() =>
        _settling is { } settling ? new ScoreMeaning(WhereAs(settling.Beginnings), settling.Cells.Slope, settling.Cells.Offset) : null;

    /// <summary>What the frame that was linked last leaves for the next; null before the first.</summary>
    /// <param name="extent">Shape of the volume, voxels (z, y, x).</param>
    public TrackingState? State((int Z, int Y, int X) extent) =>
        _memory.Origins is { } origins
            ? new TrackingState(origins, _tracker.Origins, _tracker.Tracks + 1, _linker.Births, extent)
            {
                Settled = _settling?.State ?? SettlingState.None,
            }
            : null;

    /// <summary>Goes on from what another process left, in place of a first frame.</summary>
    public void Resume(TrackingState state)
    {
        _memory.Resume(state.Origins);
        _tracker.Resume(state.Tracks, state.Origins.Previous, state.Next);
        _linker.Resume(state.Births);
        _settling?.Resume(state.Settled);
        var newest = state.Tracks.Take(state.Origins.Previous).ToArray();
        // What was seen last is where tracks begin to be judged again; nothing is told of that frame a second time.
        _ = _stability.Advance(state.Origins.Frame, state.Extent, newest, [], [], 0);
    }

    /// <summary>Begins a series whose earlier tracks cannot be linked to: new ones are numbered after them.</summary>
    /// <param name="lastTrack">Highest track id in use.</param>
    public void NumberAfter(int lastTrack) => _tracker.Resume([], 0, lastTrack + 1);

    /// <summary>What the cells may have come from; at rest where the camera has sent the same image again.</summary>
    private Origins Origins(DetectedFrame frame, bool repeated) =>
        _memory.Origins is not { } origins ? Linking.Origins.Of(DetectedFrame.Empty(frame.Geometry))
        : repeated ? origins.AtRest()
        : origins;

    /// <inheritdoc/>
    public void Dispose() => matcher.Dispose();
}
