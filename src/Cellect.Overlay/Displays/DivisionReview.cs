using System.Collections.Immutable;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Volumes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>
/// What people say of divisions: into <c>edits.jsonl</c> of the series' recording, where <c>finish</c>, <c>export</c> and <c>train</c> find
/// it. Files are written on a thread of the pool, one after the other: a slow disk does not hold up the window.
/// </summary>
/// <param name="folderOf">The recording of a series, made if need be; null where nothing is recorded.</param>
/// <param name="time">Clock.</param>
internal sealed class DivisionReview(Func<VolumeHeader, string>? folderOf, TimeProvider time)
{
    /// <summary>Why nothing that is said is kept.</summary>
    public const string NothingRecorded = "not kept: the service records nothing (Record:Directory)";

    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;
    private VolumeHeader? _header;
    private ImmutableDictionary<int, bool> _verdicts = ImmutableDictionary<int, bool>.Empty;
    private ImmutableDictionary<int, string> _names = ImmutableDictionary<int, string>.Empty;
    private volatile string _message = "";

    // Numbers of the edits of this window, the last on top.
    private readonly Stack<int> _said = [];

    /// <summary>Right or wrong, by mother; a new object after each change.</summary>
    public IReadOnlyDictionary<int, bool> Verdicts => Volatile.Read(ref _verdicts);

    /// <summary>What people call tracks, by the edits in force when this window wrote last; a new object after each change.</summary>
    public ImmutableDictionary<int, string> Names => Volatile.Read(ref _names);

    /// <summary>What happened last, for the user; empty for nothing.</summary>
    public string Message => _message;

    /// <summary>True where there is a recording to write to.</summary>
    public bool Possible => folderOf is not null && Volatile.Read(ref _header) is not null;

    /// <summary>A series begins: what was said of another is not of this one.</summary>
    public void Begin(VolumeHeader header)
    {
        lock (_gate)
        {
            _said.Clear();
            Volatile.Write(ref _verdicts, ImmutableDictionary<int, bool>.Empty);
            Volatile.Write(ref _names, ImmutableDictionary<int, string>.Empty);
            Volatile.Write(ref _header, header);
        }
    }

    /// <summary>A person says that a division is right, or wrong.</summary>
    /// <param name="division">The division.</param>
    /// <param name="motherT">Time point in which the mother was last seen.</param>
    /// <param name="goesOn">Of a wrong one the daughter that is the mother, in truth: the nearer one.</param>
    /// <param name="right">What the person says.</param>
    public void Say(DivisionEntry division, int motherT, int goesOn, bool right)
    {
        if (folderOf is null || _header is not { } header)
        {
            _message = NothingRecorded;
            return;
        }

        var mother = new CellKey(motherT, division.Mother);
        var edit = right
            ? new TrackEdit { Edit = EditKind.Accept, Cell = mother }
            : new TrackEdit
            {
                Edit = EditKind.Undivide,
                Cell = mother,
                Daughters = [new CellKey(division.T, goesOn)],
            };
        lock (_gate)
            _writing = _writing.ContinueWith(
                _ => Write(header, division.Mother, edit with { Who = Environment.UserName }, right),
                TaskScheduler.Default
            );
    }

    /// <summary>A person says that a cell and its link are right, that there is no cell, or that it comes from nowhere.</summary>
    public void Say(EditKind kind, CellKey cell)
    {
        if (Header() is not { } header)
            return;
        var edit = new TrackEdit
        {
            Edit = kind,
            Cell = cell,
            Who = Environment.UserName,
        };
        Queue(header, log =>
        {
            if (EditLog.Active(log.All).Any(old => old.Edit == kind && old.Cell == cell))
                return $"{cell}: it has been said already";
            var kept = log.Append(edit);
            lock (_gate)
                _said.Push(kept.N);
            return $"{kind.ToString().ToLowerInvariant()} {cell}: edit {kept.N} of {EditLog.FileName}; U takes it back";
        });
    }

    /// <summary>A person gives a cell, and with it its track, a name.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="name">At least one character.</param>
    public void Name(CellKey cell, string name)
    {
        if (Header() is not { } header)
            return;
        var edit = new TrackEdit
        {
            Edit = EditKind.Name,
            Cell = cell,
            Text = name,
            Who = Environment.UserName,
        };
        Queue(header, log =>
        {
            var kept = log.Append(edit);
            lock (_gate)
                _said.Push(kept.N);
            return $"track {cell.Track} is '{name}': edit {kept.N} of {EditLog.FileName}; U takes it back";
        });
    }

    /// <summary>Takes back what was said last of those words in this window that still count.</summary>
    public void Undo()
    {
        if (Header() is not { } header)
            return;
        Queue(header, log =>
        {
            var active = EditLog.Active(log.All).Select(edit => edit.N).ToHashSet();
            lock (_gate)
            {
                while (_said.TryPop(out var last))
                    if (active.Contains(last))
                    {
                        Forget(log.All.First(edit => edit.N == last));
                        log.Append(
                            new TrackEdit
                            {
                                Edit = EditKind.Undo,
                                Of = last,
                                Who = Environment.UserName,
                            }
                        );
                        return $"edit {last} is taken back";
                    }
            }

            return "nothing was said in this window that could be taken back";
        });
    }

    private void Forget(TrackEdit edit)
    {
        if (edit.Cell is { } cell && IsVerdict(edit))
            Volatile.Write(ref _verdicts, _verdicts.Remove(cell.Track));
    }

    private VolumeHeader? Header()
    {
        if (folderOf is not null && _header is { } header)
            return header;
        _message = NothingRecorded;
        return null;
    }

    private void Queue(VolumeHeader header, Func<EditLog, string> write)
    {
        lock (_gate)
            _writing = _writing.ContinueWith(
                _ =>
                {
                    try
                    {
                        using var log = new EditLog(folderOf!(header), time);
                        _message = write(log);
                        Remember(header, log);
                    }
                    catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidInputException)
                    {
                        _message = $"not kept: {problem.Message}";
                    }
                },
                TaskScheduler.Default
            );
    }

    /// <summary>Completes when all that was said is on the disk, or could not be put there.</summary>
    public Task WrittenAsync()
    {
        lock (_gate)
            return _writing;
    }

    private void Write(VolumeHeader header, int mother, TrackEdit edit, bool right)
    {
        try
        {
            using var log = new EditLog(folderOf!(header), time);
            // A word taken back is undone, not said against: the log keeps both.
            if (EditLog.Active(log.All).LastOrDefault(old => old.Cell == edit.Cell && IsVerdict(old)) is { } before)
                log.Append(
                    new TrackEdit
                    {
                        Edit = EditKind.Undo,
                        Of = before.N,
                        Who = edit.Who,
                    }
                );
            var kept = log.Append(edit);
            lock (_gate)
                if (ReferenceEquals(header, _header))
                {
                    _said.Push(kept.N);
                    Volatile.Write(ref _verdicts, _verdicts.SetItem(mother, right));
                }
            Remember(header, log);
            _message = $"division of {mother} {(right ? "accepted" : "rejected")}: edit {kept.N} of {EditLog.FileName}";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidInputException)
        {
            _message = $"not kept: {problem.Message}";
        }
    }

    // The log has the names of others too, and of before a crash.
    private void Remember(VolumeHeader header, EditLog log)
    {
        var names = ImmutableDictionary.CreateBuilder<int, string>();
        foreach (var edit in EditLog.Active(log.All))
            if (edit is { Edit: EditKind.Name, Cell: { } cell, Text: { Length: > 0 } text })
                names[cell.Track] = text;
        lock (_gate)
            if (ReferenceEquals(header, _header))
                Volatile.Write(ref _names, names.ToImmutable());
    }

    private static bool IsVerdict(TrackEdit edit) => edit.Edit is EditKind.Accept or EditKind.Undivide;
}
