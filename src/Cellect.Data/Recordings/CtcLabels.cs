using Cellect.Data.Ctc;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>
/// Gives each track the label that it has in the masks: its track id, as long as it is seen in every time point. After a
/// gap, and for track ids above 65535, the label is the highest that is free. The same frames give the same labels.
/// </summary>
internal sealed class CtcLabels
{
    /// <summary>Most labels that 16-bit masks hold.</summary>
    public const int MaxLabel = ushort.MaxValue;

    private readonly CtcTrack?[] _tracks = new CtcTrack?[MaxLabel + 1];
    private readonly Dictionary<int, int> _labelOfTrack = [];
    private readonly HashSet<int> _present = [];
    private int _nextSpare = MaxLabel;

    /// <summary>Tracks seen so far, with or without a label.</summary>
    public int TrackCount => _labelOfTrack.Count;

    /// <summary>Cells that got no label because all were taken.</summary>
    public long CellsWithoutLabel { get; private set; }

    /// <summary>What is known of a label; null when it is not in use.</summary>
    public CtcTrack? this[int label] => _tracks[label];

    /// <summary>The labels in use, in their order.</summary>
    public IEnumerable<CtcTrack> Tracks => _tracks.OfType<CtcTrack>();

    /// <summary>Labels the cells of one frame. Frames come in the order of time.</summary>
    /// <param name="t">Time point.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="labels">Gets a label for each cell; 0 where none is left.</param>
    public void Label(int t, IReadOnlyList<TrackedCell> cells, Span<int> labels)
    {
        _present.Clear();
        for (var i = 0; i < cells.Count; i++)
            _present.Add(cells[i].Track);
        for (var i = 0; i < cells.Count; i++)
        {
            labels[i] = Label(t, cells[i]);
            if (labels[i] == 0)
                CellsWithoutLabel++;
        }
    }

    private int Label(int t, in TrackedCell cell)
    {
        var known = _labelOfTrack.TryGetValue(cell.Track, out var label);
        if (label != 0 && _tracks[label] is { } track && track.End >= t - 1)
        {
            _tracks[label] = track with { End = t };
            return label;
        }

        var parent = known ? label : ParentLabel(cell.Parent);
        var fresh = known ? TakeSpare() : Take(cell.Track);
        if (fresh != 0)
            _tracks[fresh] = new CtcTrack(fresh, t, t, parent);
        _labelOfTrack[cell.Track] = fresh;
        return fresh;
    }

    /// <summary>A parent must have ended: a track that is still there is none as far as the file format goes.</summary>
    private int ParentLabel(int parent) => _present.Contains(parent) ? 0 : _labelOfTrack.GetValueOrDefault(parent);

    private int Take(int track) => track is >= 1 and <= MaxLabel && _tracks[track] is null ? track : TakeSpare();

    private int TakeSpare()
    {
        while (_nextSpare > 0 && _tracks[_nextSpare] is not null)
            _nextSpare--;
        return _nextSpare;
    }
}
