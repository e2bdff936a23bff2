using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Volumes;
using Cellect.Model;
using Cellect.Model.Calibration;
using Cellect.Model.Tracks;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Learning;

/// <summary>
/// What people accept and reject while a session runs counts from the next volume on. A timer looks for new lines in the recording's
/// <c>edits.jsonl</c>, whoever wrote them; the inference thread takes what follows from them between two volumes, and notes from which time
/// point on it counts.
/// </summary>
internal sealed class SessionLearning : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // What is kept of published frames: as many cells, some 20 MB.
    private const int MostCells = 500_000;

    // The newest edits count: fitting takes milliseconds for so many.
    private const int MostEdits = 1000;

    private readonly TrackingModel _model;
    private readonly Func<VolumeHeader, string>? _folderOf;
    private readonly IReadOnlyList<LearnedLine> _replayed;
    private readonly ILogger _log;
    private readonly ITimer? _timer;
    private readonly Lock _gate = new();
    private readonly PublishedFrames _published = new(MostCells);
    private readonly Dictionary<int, IReadOnlyList<Verdict>> _counting = [];
    private VolumeHeader? _header;
    private (long Length, DateTime At) _seen;
    private Pending? _pending;
    private int _replayedUntil;
    private int _looking;
    private volatile string _state = "";
    private volatile string? _problem;

    /// <param name="model">What learns.</param>
    /// <param name="folderOf">The recording of a series; null where nothing is recorded, and nothing is learned then.</param>
    /// <param name="replayed">What counted in a session that is tracked once more; empty: this is none.</param>
    /// <param name="time">Clock of the looks at the file.</param>
    /// <param name="log">Told what was learned.</param>
    public SessionLearning(
        TrackingModel model,
        Func<VolumeHeader, string>? folderOf,
        IReadOnlyList<LearnedLine> replayed,
        TimeProvider time,
        ILogger log
    )
    {
        (_model, _folderOf, _replayed, _log) = (model, folderOf, replayed, log);
        _timer = folderOf is null ? null : time.CreateTimer(_ => Refresh(), null, Look, Look);
    }

    /// <summary>What was learned, for people; empty: nothing. Any thread.</summary>
    public string State => _state;

    /// <summary>Why people's edits are not learned from; null while they are. Any thread.</summary>
    public string? Alert => _problem is { } problem ? $"what people correct is not learned from: {problem}" : null;

    /// <summary>What follows from the edits that are in force now, until the inference thread takes it.</summary>
    private sealed record Pending(SessionCalibration Said, IReadOnlyList<LearnedLine> Lines, int Edits);

    /// <summary>A series begins: inference thread.</summary>
    public void Begin(VolumeHeader header)
    {
        lock (_gate)
        {
            _published.Reset();
            _counting.Clear();
            (_header, _seen, _pending, _replayedUntil) = (header, default, null, 0);
            (_state, _problem) = ("", null);
        }

        Resume(header);
    }

    /// <summary>The next volume: what has been learned counts for it and those after it. Inference thread.</summary>
    /// <param name="t">Its time point.</param>
    public void Before(int t)
    {
        var replayed = _replayed.Skip(_replayedUntil).TakeWhile(line => line.T <= t).ToArray();
        if (replayed.Length > 0)
            Replay(replayed);
        Pending? taken;
        lock (_gate)
            (taken, _pending) = (_pending, null);
        if (taken is null || _header is not { } header)
            return;
        if (!_model.TryCalibrate(taken.Said))
        {
            LearningLog.Cannot(_log, header.Series, t);
            return;
        }

        var now = taken.Said.ToString();
        _state = taken.Edits == 0 ? "" : $"{taken.Edits} edits count from time point {t} on: {now}";
        LearningLog.Learned(_log, header.Series, t, taken.Edits, now);
        Note(header, [.. taken.Lines.Select(line => line with { T = t, Now = now })]);
    }

    /// <summary>One frame was published: inference thread.</summary>
    public void Add(FinishedFrame finished)
    {
        if (_folderOf is null || finished.Frame is not { } frame)
            return;
        lock (_gate)
            _published.Add(frame);
    }

    /// <summary>The series is over: inference thread.</summary>
    public void End()
    {
        lock (_gate)
            (_header, _pending) = (null, null);
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Looks for new edits; never twice at once.</summary>
    internal void Refresh()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 1)
            return;
        try
        {
            if (Volatile.Read(ref _header) is { } header)
                Refresh(header);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private void Refresh(VolumeHeader header)
    {
        try
        {
            var folder = _folderOf!(header);
            var file = new FileInfo(Path.Combine(folder, EditLog.FileName));
            if (!file.Exists || _seen == (file.Length, file.LastWriteTimeUtc))
                return;
            var seen = (file.Length, file.LastWriteTimeUtc);
            Take(header, [.. EditLog.Active(EditLog.Read(folder)).TakeLast(MostEdits)]);
            (_seen, _problem) = (seen, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidInputException)
        {
            if (_problem != problem.Message)
                LearningLog.Failed(_log, header.Series, problem.Message);
            _problem = problem.Message;
        }
    }

    private void Take(VolumeHeader header, IReadOnlyList<TrackEdit> active)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(header, _header))
                return;
            var lines = new List<LearnedLine>(_pending?.Lines ?? []);
            foreach (var edit in active)
                if (!_counting.ContainsKey(edit.N))
                {
                    var said = _counting[edit.N] = Verdicts.Of(edit, _published);
                    lines.Add(
                        new LearnedLine
                        {
                            T = 0,
                            Edit = edit.N,
                            Verdicts = said,
                        }
                    );
                }

            foreach (var gone in _counting.Keys.Except(active.Select(edit => edit.N)).ToArray())
            {
                _counting.Remove(gone);
                lines.Add(
                    new LearnedLine
                    {
                        T = 0,
                        Edit = gone,
                        Undone = true,
                    }
                );
            }

            if (lines.Count > (_pending?.Lines.Count ?? 0))
                _pending = new Pending(Fit(), lines, Counting);
        }
    }

    private int Counting => _counting.Values.Count(said => said.Count > 0);

    private SessionCalibration Fit() => SessionCalibration.Of([.. _counting.Values.SelectMany(said => said)]);

    /// <summary>A recording that a crash cut short goes on with what counted in it.</summary>
    private void Resume(VolumeHeader header)
    {
        if (_folderOf is null)
            return;
        try
        {
            var lines = LearnedFile.Read(_folderOf(header));
            if (lines.Count > 0)
                Count(lines);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidInputException)
        {
            _problem = problem.Message;
            LearningLog.Failed(_log, header.Series, problem.Message);
        }
    }

    private void Replay(LearnedLine[] lines)
    {
        _replayedUntil += lines.Length;
        Count(lines);
    }

    private void Count(IReadOnlyList<LearnedLine> lines)
    {
        lock (_gate)
        {
            foreach (var line in lines)
                if (line.Undone)
                    _counting.Remove(line.Edit);
                else
                    _counting[line.Edit] = line.Verdicts;
            _pending = new Pending(Fit(), _pending?.Lines ?? [], Counting);
        }
    }

    private void Note(VolumeHeader header, LearnedLine[] lines)
    {
        if (_folderOf is null || lines.Length == 0)
            return;
        try
        {
            LearnedFile.Append(_folderOf(header), lines);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _problem = problem.Message;
            LearningLog.Failed(_log, header.Series, problem.Message);
        }
    }
}
