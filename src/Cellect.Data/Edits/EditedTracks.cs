using Cellect.Data.Csv;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;

namespace Cellect.Data.Edits;

/// <summary>
/// Tracks with edits over them, valid after each: a cell comes from at most one earlier cell, and at most two come from one. Tracks are cut
/// and named when all edits have been made; a track that no edit touched keeps its id.
/// </summary>
internal sealed class EditedTracks
{
    private const int None = TrackEdges.None;

    private readonly TrackSet _tracks;
    private readonly List<ReadCell> _cells;
    private readonly List<int> _origins;
    private readonly List<List<int>> _children;
    private readonly List<bool> _gone;
    private readonly List<CellKey> _keys;
    private readonly Dictionary<CellKey, int> _at;
    private readonly Dictionary<int, string> _names = [];
    private readonly HashSet<int> _made = [];
    private readonly HashSet<int> _seen = [];
    private readonly HashSet<int> _settled = [];

    /// <param name="tracks">As they were recorded.</param>
    public EditedTracks(TrackSet tracks)
    {
        _tracks = tracks;
        _origins = [.. TrackEdges.Origins(tracks.Rows)];
        _keys = [.. tracks.Rows.Select(row => new CellKey(row.T, row.Cell.Track))];
        _at = new Dictionary<CellKey, int>(_keys.Count);
        _cells = new List<ReadCell>(_keys.Count);
        _children = new List<List<int>>(_keys.Count);
        foreach (var (t, cell) in tracks.Rows)
        {
            _at.Add(_keys[_cells.Count], _cells.Count);
            _children.Add([]);
            if (_origins[_cells.Count] is >= 0 and var origin)
                _children[origin].Add(_cells.Count);
            _cells.Add(
                new ReadCell(t, cell.Z, cell.Y, cell.X, cell.Track)
                {
                    Radius = cell.Radius,
                    Score = cell.Score,
                    Division = cell.Division,
                    Link = cell.Link,
                }
            );
        }

        _gone = [.. Enumerable.Repeat(false, _cells.Count)];
    }

    /// <summary>The tracks of a recording with edits over them.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="all">Every line of a log; null: the recording's own.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    /// <exception cref="InvalidInputException">An edit does not fit the tracks.</exception>
    public static EditedTracks Of(string recording, IReadOnlyList<TrackEdit>? all = null, int? population = null)
    {
        var edited = new EditedTracks(RecordedTracks.Read(recording, population));
        var edits = EditLog.Active(all ?? EditLog.Read(recording)).ToArray();
        edited.Withdraw(Withdrawn(recording), edits);
        foreach (var edit in edits)
            if (population is null || edited.IsOfThese(edit))
            {
                edited.Apply(edit);
                edited._made.Add(edit.N);
            }

        return edited;
    }

    /// <summary>Tries the edits over all populations of a recording.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="all">Every line of a log.</param>
    /// <exception cref="InvalidInputException">An edit fits no population's tracks.</exception>
    public static void Try(string recording, IReadOnlyList<TrackEdit> all)
    {
        if (RecordedPopulations.Of(recording) is not { Count: > 1 } populations)
        {
            _ = Of(recording, all);
            return;
        }

        var made = populations.SelectMany(population => Of(recording, all, population.Channel)._made).ToHashSet();
        if (EditLog.Active(all).FirstOrDefault(edit => !made.Contains(edit.N)) is { } stray)
            throw new InvalidInputException(
                $"edit {stray.N} ({stray.Edit.ToString().ToLowerInvariant()}) names no cell of any of the {populations.Count} populations"
                    + (stray.Edit == EditKind.Add ? "; name in 'from' the cell that it comes from, which tells the population" : "")
            );
    }

    /// <summary>The tracks of a recording without edits: as they were published, less the divisions that were withdrawn.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    public static TrackSet Confirmed(string recording, int? population = null) =>
        Withdrawn(recording).Length == 0 ? RecordedTracks.Read(recording, population) : Of(recording, [], population).Build();

    /// <summary>Whether an edit is of these tracks, where the log has those of other populations too.</summary>
    private bool IsOfThese(TrackEdit edit) =>
        new[] { edit.Cell, edit.From }.Concat(edit.Daughters?.Cast<CellKey?>() ?? []).OfType<CellKey>().Any(_at.ContainsKey);

    /// <summary>The tracks of a recording: as they were recorded or, where it has edits, corrected.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    /// <exception cref="InvalidInputException">An edit of the log does not fit the tracks.</exception>
    public static TrackSet Read(string recording, int? population = null) =>
        EditLog.Read(recording).Count == 0 ? Confirmed(recording, population) : Of(recording, population: population).Build();

    /// <summary>Makes an edit.</summary>
    /// <exception cref="InvalidInputException">It does not fit; nothing has changed.</exception>
    public void Apply(TrackEdit edit)
    {
        switch (edit.Edit)
        {
            case EditKind.Relink:
                Replace(Cell(edit, edit.Cell), Cell(edit, edit.From), edit);
                break;
            case EditKind.Unlink:
                Unlink(Cell(edit, edit.Cell));
                Settle(Cell(edit, edit.Cell));
                break;
            case EditKind.Add:
                Add(edit);
                break;
            case EditKind.Move:
                Move(Cell(edit, edit.Cell), edit);
                break;
            case EditKind.Delete:
                Delete(Cell(edit, edit.Cell));
                break;
            case EditKind.Divide:
                Divide(edit);
                break;
            case EditKind.Undivide:
                Undivide(edit);
                break;
            case EditKind.Name:
                _names[Cell(edit, edit.Cell)] = edit.Text is { Length: > 0 } text ? text : throw Bad(edit, "has no text");
                _seen.Add(Cell(edit, edit.Cell));
                break;
            case EditKind.Accept:
                Accept(Cell(edit, edit.Cell));
                break;
            default:
                throw Bad(edit, "is none that is made over tracks");
        }
    }

    /// <summary>What of the tracks is a person's word.</summary>
    public Confirmations Confirmations() =>
        new(
            _seen.Where(i => !_gone[i]).Select(i => _keys[i]).ToHashSet(),
            _settled.Where(i => !_gone[i]).Select(i => _keys[i]).ToHashSet(),
            [.. Enumerable.Range(0, _cells.Count).Where(i => _gone[i]).Select(i => _cells[i])]
        );

    /// <summary>The tracks as they now are, with their names in the provenance.</summary>
    public TrackSet Build() => BuildWithKeys().Tracks;

    /// <summary>The same, and the names of the cells, one a row.</summary>
    public (TrackSet Tracks, IReadOnlyList<CellKey> Keys) BuildWithKeys()
    {
        var (left, rowOf) = (new List<int>(), new int[_cells.Count]);
        for (var i = 0; i < _cells.Count; i++)
            if (!_gone[i])
            {
                rowOf[i] = left.Count;
                left.Add(i);
            }

        var assembler = new TrackAssembler([.. left.Select(i => _cells[i])], row => _keys[left[row]].ToString());
        foreach (var i in left)
            if (_origins[i] != None)
                assembler.Link(rowOf[_origins[i]], rowOf[i]);
        var rows = assembler.Build();
        return (_tracks with { Rows = rows, Provenance = Told(rows) }, [.. left.OrderBy(i => _cells[i].T).Select(i => _keys[i])]);
    }

    private static DivisionOutcome[] Withdrawn(string recording) =>
        File.Exists(Path.Combine(recording, FrameTable.FileName))
            ? [.. new RecordingReader(recording).Outcomes().Select(row => row.Outcome).Where(outcome => !outcome.Confirmed)]
            : [];

    /// <summary>Takes back divisions that were withdrawn. Where a person has spoken of one, that stands.</summary>
    private void Withdraw(IEnumerable<DivisionOutcome> outcomes, IReadOnlyCollection<TrackEdit> edits)
    {
        var spokenOf = edits
            .SelectMany(edit => new[] { edit.Cell, edit.From }.Concat((edit.Daughters ?? []).Select(key => (CellKey?)key)))
            .ToHashSet();
        foreach (var (t, division, continues) in outcomes)
        {
            if (!_at.TryGetValue(new CellKey(t, continues), out var stays) || _origins[stays] is not (>= 0 and var mother))
                continue;
            var daughters = _children[mother].ToArray();
            if (daughters.Length < 2 || daughters.Append(mother).Any(cell => spokenOf.Contains(_keys[cell])))
                continue;
            foreach (var daughter in daughters)
            {
                if (daughter != stays)
                    Unlink(daughter);
                _cells[daughter] = _cells[daughter] with { Division = division.Probability };
            }
        }
    }

    private System.Text.Json.Nodes.JsonObject Told(TrackRow[] rows)
    {
        var provenance = (System.Text.Json.Nodes.JsonObject)_tracks.Provenance.DeepClone();
        provenance["edited"] = true;
        var trackAt = rows.ToLookup(row => (row.T, row.Cell.Z, row.Cell.Y, row.Cell.X), row => row.Cell.Track);
        var names = new System.Text.Json.Nodes.JsonObject();
        foreach (var (i, name) in _names)
            if (!_gone[i])
                foreach (var track in trackAt[(_cells[i].T, _cells[i].Z, _cells[i].Y, _cells[i].X)].Take(1))
                    names[track.ToString(System.Globalization.CultureInfo.InvariantCulture)] = name;
        if (names.Count > 0)
            provenance["names"] = names;
        return provenance;
    }

    private void Add(TrackEdit edit)
    {
        if (edit is not { T: { } t, Z: { } z, Y: { } y, X: { } x } || edit.N <= 0)
            throw Bad(edit, "needs t, z, y and x");
        CheckPlace(edit, z, y, x, edit.Radius ?? 0);
        var key = new CellKey(t, -edit.N);
        var from = edit.From is null ? None : Cell(edit, edit.From);
        if (t < 0 || (from != None && _cells[from].T >= t))
            throw Bad(edit, $"adds a cell in time point {t}, which must be 0 or more and after the cell that it comes from");
        if (!_at.TryAdd(key, _cells.Count))
            throw Bad(edit, "is there twice");
        _keys.Add(key);
        _cells.Add(new ReadCell(t, z, y, x) { Radius = edit.Radius ?? 0 });
        _origins.Add(None);
        _children.Add([]);
        _gone.Add(false);
        _seen.Add(_cells.Count - 1);
        if (from != None)
            Replace(_cells.Count - 1, from, edit);
    }

    private void Move(int i, TrackEdit edit)
    {
        var cell = _cells[i];
        var (z, y, x, radius) = (edit.Z ?? cell.Z, edit.Y ?? cell.Y, edit.X ?? cell.X, edit.Radius ?? cell.Radius);
        CheckPlace(edit, z, y, x, radius);
        _cells[i] = cell with { Z = z, Y = y, X = x, Radius = radius };
        _seen.Add(i);
    }

    private void Delete(int i)
    {
        var (origin, children) = (_origins[i], _children[i].ToArray());
        Unlink(i);
        foreach (var child in children)
        {
            Unlink(child);
            // One that went on through it goes on without it; what came out of a division that is gone comes from nowhere.
            if (children.Length == 1 && origin != None)
                Link(child, origin);
        }

        _gone[i] = true;
    }

    private void Divide(TrackEdit edit)
    {
        var mother = Cell(edit, edit.Cell);
        if (edit.Daughters is not [var one, var other] || one == other)
            throw Bad(edit, "needs two daughters");
        var (first, second) = (Cell(edit, one), Cell(edit, other));
        CheckOrder(edit, mother, first);
        CheckOrder(edit, mother, second);
        foreach (var child in _children[mother].ToArray())
            Unlink(child);
        foreach (var daughter in new[] { first, second })
        {
            Unlink(daughter);
            Link(daughter, mother);
            _cells[daughter] = _cells[daughter] with { Division = 1, Link = 1 };
            Settle(daughter);
        }

        _seen.Add(mother);
    }

    private void Undivide(TrackEdit edit)
    {
        var mother = Cell(edit, edit.Cell);
        if (_children[mother].Count < 2)
            throw Bad(edit, $"names {_keys[mother]}, which does not divide");
        var stays = edit.Daughters is [var one] ? Cell(edit, one) : _children[mother][0];
        if (!_children[mother].Contains(stays))
            throw Bad(edit, $"names {_keys[stays]}, which is no daughter of {_keys[mother]}");
        foreach (var child in _children[mother].ToArray())
            if (child != stays)
                Unlink(child);
        _cells[stays] = _cells[stays] with { Division = 0, Link = 1 };
        _seen.Add(mother);
        Settle(stays);
    }

    private void Accept(int i)
    {
        _cells[i] = _cells[i] with { Score = 1, Link = 1, Division = _origins[i] != None && _children[_origins[i]].Count == 2 ? 1 : 0 };
        Settle(i);
        // The division of a mother is accepted with her.
        if (_children[i].Count == 2)
            foreach (var daughter in _children[i])
            {
                _cells[daughter] = _cells[daughter] with { Link = 1, Division = 1 };
                Settle(daughter);
            }
    }

    /// <summary>A person has said of a cell where it comes from, or that it comes from nowhere.</summary>
    private void Settle(int i)
    {
        _seen.Add(i);
        _settled.Add(i);
    }

    private void Replace(int cell, int from, TrackEdit edit)
    {
        CheckOrder(edit, from, cell);
        foreach (var child in _children[from].ToArray())
            Unlink(child);
        Unlink(cell);
        Link(cell, from);
        _cells[cell] = _cells[cell] with { Link = 1, Division = 0 };
        _seen.Add(from);
        Settle(cell);
    }

    private void CheckOrder(TrackEdit edit, int from, int cell)
    {
        if (_cells[from].T >= _cells[cell].T)
            throw Bad(edit, $"links {_keys[cell]} to {_keys[from]}, which is not before it");
    }

    private static void CheckPlace(TrackEdit edit, float z, float y, float x, float radius)
    {
        if (!float.IsFinite(z) || !float.IsFinite(y) || !float.IsFinite(x) || !float.IsFinite(radius) || radius < 0)
            throw Bad(edit, $"puts a cell of radius {radius} at {z}, {y}, {x}; must be finite numbers, the radius 0 or more");
    }

    private void Link(int cell, int from)
    {
        _origins[cell] = from;
        _children[from].Add(cell);
    }

    private void Unlink(int cell)
    {
        if (_origins[cell] == None)
            return;
        _children[_origins[cell]].Remove(cell);
        _origins[cell] = None;
        // What was said of its origin was said of another one.
        _settled.Remove(cell);
        _cells[cell] = _cells[cell] with { Link = 1, Division = 0 };
    }

    private int Cell(TrackEdit edit, CellKey? key) =>
        key is not { } named ? throw Bad(edit, "names no cell")
        : _at.TryGetValue(named, out var i) && !_gone[i] ? i
        : throw Bad(edit, $"names {named}, which is not there");

    private static InvalidInputException Bad(TrackEdit edit, string what) =>
        new($"edit {edit.N} ({edit.Edit.ToString().ToLowerInvariant()}) {what}");
}
