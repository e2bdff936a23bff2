using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tracks;

/// <summary>
/// How a series settles in: what becomes of its tracks says, without any label, what scores mean there. A cell that has gone on for ten
/// frames is one, however weak; what comes from nowhere inside the volume and is gone with the next frame was none. Two maps follow from
/// it, slowly and within bounds (<see cref="RunningMap"/>): of the published scores, and of those of cells that come from nowhere, by which
/// a session has its own least score. Keeps two numbers a track that may still go on.
/// </summary>
/// <remarks>What it is worth: docs/notebook/settling.md.</remarks>
internal sealed class Settling
{
    // Frames after which a track is one of a cell.
    private const int Long = 10;

    // The frames of one cell say nearly the same again and again.
    private const double FrameWeight = 0.3;

    // Where more than this share is new at once (and more than a few), the view has changed, which tells nothing of the specimen.
    private const double NewView = 0.1;
    private const int Few = 5;

    private readonly RunningMap _cells = new(),
        _beginnings = new();

    private Dictionary<int, Life> _living = [];
    private int _frames;

    /// <summary>A track so far.</summary>
    /// <param name="Frames">Frames in which its cell was found.</param>
    /// <param name="Began">Calibrated score with which it came from nowhere inside the volume; NaN: it did not.</param>
    internal readonly record struct Life(int Frames, float Began);

    /// <summary>On the calibrated scores of all cells.</summary>
    public ProbabilityMap Cells => _cells.Map;

    /// <summary>On the calibrated scores of cells that come from nowhere.</summary>
    public ProbabilityMap Beginnings => _beginnings.Map;

    /// <summary>What it knows; to go on in another process.</summary>
    public SettlingState State => new(_frames, _cells.State, _beginnings.State, _living);

    /// <summary>A new series begins.</summary>
    public void Reset()
    {
        _cells.Reset();
        _beginnings.Reset();
        (_living, _frames) = ([], 0);
    }

    /// <summary>Goes on with what another process knew.</summary>
    public void Resume(SettlingState state)
    {
        Reset();
        _cells.Resume(state.Cells);
        _beginnings.Resume(state.Beginnings);
        (_living, _frames) = (new Dictionary<int, Life>(state.Living), state.Frames);
    }

    /// <summary>One frame more.</summary>
    /// <param name="frame">Its cells, as they were detected.</param>
    /// <param name="extent">Shape of the volume, voxels (z, y, x).</param>
    /// <param name="cells">Those that are believed, linked.</param>
    /// <param name="divisions">The divisions among them.</param>
    /// <param name="remembered">Tracks that may go on although their cells were not found.</param>
    /// <param name="score">The calibrated score of a cell.</param>
    /// <param name="disturbed">Volumes are missing before this one, or the specimen has moved: what is gone may still be there.</param>
    public void Advance(
        DetectedFrame frame,
        (int Z, int Y, int X) extent,
        LinkedCell[] cells,
        DivisionEvent[] divisions,
        IReadOnlyCollection<int> remembered,
        Func<LinkedCell, float> score,
        bool disturbed
    )
    {
        _cells.Forget();
        _beginnings.Forget();
        var fromNowhere = cells.Count(cell => cell.Parent < 0 && !_living.ContainsKey(cell.Track));
        var newView = _frames == 0 || fromNowhere > Math.Max(Few, NewView * cells.Length);
        var living = new Dictionary<int, Life>(cells.Length + remembered.Count);
        foreach (var cell in cells)
        {
            var life = _living.TryGetValue(cell.Track, out var known)
                ? known
                : new Life(0, newView || cell.Parent >= 0 || !Inside(cell) ? float.NaN : score(cell));
            living[cell.Track] = GoesOn(life with { Frames = life.Frames + 1 }, score(cell));
        }

        foreach (var track in remembered)
            if (_living.TryGetValue(track, out var life))
                living.TryAdd(track, disturbed ? life with { Began = float.NaN } : life);
        var mothers = divisions.Select(division => division.Mother).ToHashSet();
        foreach (var (track, life) in _living)
            if (!disturbed && !living.ContainsKey(track) && !mothers.Contains(track))
                Gone(life);
        // Replaced, never changed: the state of the frame before may be written meanwhile.
        (_living, _frames) = (living, _frames + 1);

        bool Inside(LinkedCell cell) => Interior.Holds(frame.Cells[cell.Detection], extent, frame.Geometry.Anisotropy);
    }

    private Life GoesOn(Life life, float score)
    {
        if (life.Frames >= Long)
            _cells.Learn(score, true, FrameWeight);
        if (life.Frames != Long || float.IsNaN(life.Began))
            return life;
        _beginnings.Learn(life.Began, true, 1);
        return life with { Began = float.NaN };
    }

    private void Gone(Life life)
    {
        if (life.Frames > 1 || float.IsNaN(life.Began))
            return;
        _beginnings.Learn(life.Began, false, 1);
        // Before a track can have gone on for long, those that do not would speak alone.
        if (_frames >= Long)
            _cells.Learn(life.Began, false, FrameWeight);
    }
}
