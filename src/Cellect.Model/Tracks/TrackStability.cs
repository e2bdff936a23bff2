using Cellect.Data.Tracks;
using Cellect.Model.Detections;

namespace Cellect.Model.Tracks;

/// <summary>
/// Tells which tracks begin or end where no cell can: inside the volume. Keeps one entry for each track that may still go on.
/// </summary>
internal sealed class TrackStability
{
    private Dictionary<int, (int Seen, bool Inside)> _living = [];
    private int _clock;
    private bool _begun;

    /// <summary>A new series begins.</summary>
    public void Reset() => (_living, _clock, _begun) = ([], 0, false);

    /// <summary>One frame more.</summary>
    /// <param name="frame">Its cells.</param>
    /// <param name="extent">Shape of the volume, voxels (z, y, x).</param>
    /// <param name="cells">Their tracks.</param>
    /// <param name="divisions">The divisions among them: their mothers have not vanished.</param>
    /// <param name="remembered">Tracks that may go on although their cells were not found.</param>
    /// <param name="timeStep">Time points since the frame before.</param>
    public UnstableTrack[] Advance(
        DetectedFrame frame,
        (int Z, int Y, int X) extent,
        LinkedCell[] cells,
        DivisionEvent[] divisions,
        IReadOnlyCollection<int> remembered,
        int timeStep
    )
    {
        _clock += timeStep;
        var marks = new List<UnstableTrack>();
        var living = new Dictionary<int, (int Seen, bool Inside)>(cells.Length + remembered.Count);
        foreach (var cell in cells)
        {
            var inside = Interior.Holds(frame.Cells[cell.Detection], extent, frame.Geometry.Anisotropy);
            living[cell.Track] = (_clock, inside);
            if (_begun && inside && !_living.Remove(cell.Track) && cell.Parent < 0)
                marks.Add(new UnstableTrack(cell.Track, UnstableReason.Appeared, 0));
            else
                _living.Remove(cell.Track);
        }

        foreach (var track in remembered)
            if (_living.Remove(track, out var last))
                living.TryAdd(track, last);
        foreach (var division in divisions)
            _living.Remove(division.Mother);
        foreach (var (track, last) in _living)
            if (last.Inside)
                marks.Add(new UnstableTrack(track, UnstableReason.Vanished, _clock - last.Seen));
        (_living, _begun) = (living, true);
        return [.. marks];
    }
}
