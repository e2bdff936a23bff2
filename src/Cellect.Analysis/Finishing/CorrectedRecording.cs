using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;

namespace Cellect.Analysis.Finishing;

/// <summary>The tracks of a recording that are to be finished: as they are known or, where people have corrected them, as they corrected
/// them. Without corrections a frame is in memory at a time, with them all tracks are.</summary>
internal sealed class CorrectedRecording
{
    private readonly RecordingReader _reader;
    private readonly Dictionary<int, List<TrackedCell>>? _corrected;
    private readonly IReadOnlyList<CellKey> _keys = [];
    private readonly IReadOnlyList<TrackRow> _rows = [];
    private readonly IReadOnlyList<TrackEdit> _edits;
    private readonly Confirmations _said = Confirmations.None;

    /// <summary>Opens a recording.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    /// <exception cref="InvalidInputException">An edit does not fit the tracks, or adds a cell where the recording has no
    /// frame.</exception>
    /// <exception cref="InvalidDataException">The recording is none, or its tables contradict each other.</exception>
    public CorrectedRecording(string recording, int? population)
    {
        _reader = RecordingReader.OfOne(recording, population);
        _edits = EditLog.Active(EditLog.Read(recording));
        if (_edits.Count == 0)
            return;
        var edited = EditedTracks.Of(recording, population: population);
        (var tracks, _keys) = edited.BuildWithKeys();
        (_rows, _said) = (tracks.Rows, edited.Confirmations());
        _corrected = _rows.GroupBy(row => row.T).ToDictionary(frame => frame.Key, frame => frame.Select(row => row.Cell).ToList());
        foreach (var frame in _reader.Frames)
            _corrected.TryAdd(frame.T, []);
        int[] unrecorded = [.. _corrected.Keys.Except(_reader.Frames.Select(frame => frame.T)).Order()];
        if (unrecorded is [var t, ..])
            throw new InvalidInputException(
                $"'{recording}': an edit adds a cell in time point {t}, which was not recorded; undo it with cellect correct --undo"
            );
        Fixed = Fix();
    }

    /// <summary>What the final result leaves as it is.</summary>
    public FixedPlaces Fixed { get; } = FixedPlaces.None;

    /// <summary>Places where a person says that there is no cell.</summary>
    public IReadOnlyList<ReadCell> Absent => _said.Deleted;

    /// <summary>Edits that are in the tracks.</summary>
    public int Edits => _edits.Count;

    /// <summary>The frames in the order of time.</summary>
    public IEnumerable<(int T, IReadOnlyList<TrackedCell> Cells)> Frames() =>
        _corrected is null
            ? _reader.ReadConfirmed().Select(frame => (frame.Row.T, frame.Cells))
            : _reader.Frames.Select(frame => (frame.T, (IReadOnlyList<TrackedCell>)_corrected[frame.T]));

    /// <summary>The cells of a frame.</summary>
    /// <param name="t">Its time point.</param>
    /// <param name="recorded">As they were recorded.</param>
    public IReadOnlyList<TrackedCell> Cells(int t, IReadOnlyList<TrackedCell> recorded) => _corrected is null ? recorded : _corrected[t];

    /// <summary>What people said that tables do not hold, as edits of the final result: names, cells that are there, and those of which
    /// it was said where they come from.</summary>
    /// <param name="finalId">The id that a track of these has at a time point in the final result.</param>
    public IReadOnlyList<TrackEdit> Carried(Func<int, int, int> finalId)
    {
        var rowOf = _keys.Select((key, row) => (key, row)).ToDictionary(pair => pair.key, pair => pair.row);
        var last = new Dictionary<CellKey, TrackEdit>();
        foreach (var edit in _edits)
        foreach (var key in Named(edit))
            last[key] = edit;
        var names = _edits
            .Where(edit => edit is { Edit: EditKind.Name, Cell: { } cell } && rowOf.ContainsKey(cell))
            .Select(edit => edit with { N = 0, Cell = Final(rowOf[edit.Cell!.Value]) });
        var cells = _said
            .Cells.OrderBy(key => rowOf[key])
            .Select(key =>
            {
                var (row, by) = (_rows[rowOf[key]].Cell, last.GetValueOrDefault(key));
                var said = new TrackEdit
                {
                    Edit = EditKind.Accept,
                    Cell = Final(rowOf[key]),
                    At = by?.At,
                    Who = by?.Who,
                };
                // Of what was only put into its place nobody has said where it comes from.
                return _said.Origins.Contains(key) ? said : said with { Edit = EditKind.Move, Z = row.Z, Y = row.Y, X = row.X };
            });
        return [.. names, .. cells];

        CellKey Final(int row) => new(_rows[row].T, finalId(_rows[row].Cell.Track, _rows[row].T));
    }

    private static IEnumerable<CellKey> Named(TrackEdit edit) =>
        new[] { edit.Cell, edit.From, edit.Edit == EditKind.Add ? new CellKey(edit.T ?? 0, -edit.N) : null }
            .OfType<CellKey>()
            .Concat(edit.Daughters ?? []);

    private FixedPlaces Fix()
    {
        var (tracks, starts, mothers, begun) = (new HashSet<int>(), new HashSet<int>(), new HashSet<int>(), new HashSet<int>());
        for (var row = 0; row < _rows.Count; row++)
        {
            var cell = _rows[row].Cell;
            var isFirst = begun.Add(cell.Track);
            if (_said.Cells.Contains(_keys[row]))
                tracks.Add(cell.Track);
            if (!isFirst || !_said.Origins.Contains(_keys[row]))
                continue;
            starts.Add(cell.Track);
            if (cell.Parent >= 0)
                mothers.Add(cell.Parent);
        }

        // Who says that a cell is a daughter says that there is another.
        foreach (var (_, cell) in _rows)
            if (mothers.Contains(cell.Parent))
                tracks.Add(cell.Track);
        return new FixedPlaces(tracks, starts);
    }
}
