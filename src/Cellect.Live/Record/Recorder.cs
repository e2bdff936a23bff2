using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Record;

/// <summary>
/// Writes tracks, masks and session to a folder, each frame as it is made. Trouble with the disk does not end the experiment:
/// tracking, publishing and triggers go on, <see cref="Alerts"/> and the log say what is lost, and recording resumes by itself
/// when the disk can be written again. The files: docs/recording.md.
/// </summary>
internal sealed class Recorder : IFrameSink
{
    private static readonly TimeSpan SessionInterval = TimeSpan.FromSeconds(5);

    private readonly RecordOptions _options;
    private readonly TimeProvider _time;
    private readonly SessionInfo _info;
    private readonly Func<IReadOnlyDictionary<string, long>> _ledger;
    private readonly ILogger _log;
    private readonly RecorderHealth _health;
    private readonly SeriesExports _exports;
    private SessionRecord? _session;
    private RecordingFiles? _files;
    private long _sessionWritten;
    private VolumeHeader? _first;

    /// <summary>Checks that the folder can be written and puts recordings there that a crash cut short in order.</summary>
    /// <param name="options">Where and what to record.</param>
    /// <param name="time">Clock.</param>
    /// <param name="info">What the session file tells of the program.</param>
    /// <param name="ledger">Time points of the current series by state, asked for every few seconds.</param>
    /// <param name="log">Gets folders and trouble.</param>
    /// <exception cref="IOException">The folder cannot be written, or its disk is too full.</exception>
    public Recorder(
        RecordOptions options,
        TimeProvider time,
        SessionInfo info,
        Func<IReadOnlyDictionary<string, long>> ledger,
        ILogger<Recorder> log
    )
    {
        (_options, _time, _info, _ledger, _log) = (options, time, info, ledger, log);
        _health = new RecorderHealth(options, time, log);
        _exports = new SeriesExports(options.Exports, log);
        RecordingFolder.Check(options.Directory, options.MinimumFreeMegabytes);
        RecordingRecovery.RecoverAll(options.Directory, log);
    }

    /// <summary>Folder of the newest series; null before the first.</summary>
    public string? Folder { get; private set; }

    /// <summary>What a person at the microscope must know about the recording; empty when all is well. Any thread.</summary>
    public IReadOnlyList<string> Alerts => _exports.Alert is { } failed ? [.. _health.Alerts, failed] : _health.Alerts;

    /// <summary>Where each series is recorded, shared with what records its volumes; null: nobody else records.</summary>
    public SeriesFolders? Folders { get; init; }

    /// <summary>Which series goes on with a recording that a crash cut short; null: none does.</summary>
    public Continuation? Continuation { get; init; }

    /// <summary>The populations, in the order of their masks; null: that of the first volume alone.</summary>
    public IReadOnlyList<Population>? Populations { get; init; }

    /// <summary>Whether what the model carries from frame to frame is kept, so that a service that comes back goes on with the
    /// tracks.</summary>
    public bool KeepsState { get; init; }

    /// <summary>The recording of volumes, for the figures of the session and for its end; null: there is none.</summary>
    public VolumeRecorder? Volumes { get; init; }

    /// <summary>Messages by what became of them, for the session.</summary>
    public Func<IReadOnlyDictionary<string, long>> Ingest { get; init; } = () => new Dictionary<string, long>();

    public async ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
    {
        Close();
        Folder = null;
        _session = new SessionRecord(header, MasksFit(header), _info, _time, Populations);
        _first = header;
        if (Continuation?.Of(header) is { } before)
            _session.GoOnAfter(SessionFile.Read(before.Folder) ?? new JsonObject(), before.Frames, before.TracksCarried);
        Attempt(header.T, Open);
    }

    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        var record = _session ?? throw new InvalidOperationException("a frame came before its series began");
        var t = frame.Header.T;
        if (_files is null && _health.MayTry)
            Attempt(t, Open);
        if (_files is null || !Attempt(t, () => _files.Append(frame, _time.UtcNanoseconds(), volume)))
        {
            _health.Lose(record.Session);
            return ValueTask.CompletedTask;
        }

        if (_files.CellsWithoutLabel > 0 && record.Session.CellsWithoutLabel == 0)
            Log.LabelsExhausted(_log, CtcLabels.MaxLabel, t);
        record.Add(frame, _files);
        if (_time.GetElapsedTime(_sessionWritten) >= SessionInterval)
            Attempt(t, KeepSession);
        return ValueTask.CompletedTask;
    }

    public async ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        if (_session is not { Session: var session })
            return;
        // A recording that says it is complete has its volumes.
        if (Volumes is not null)
            await Volumes.WrittenAsync(cancel);
        (session.Reason, session.Ledger, session.Expected) = (summary.Reason, summary.Ledger, summary.Expected);
        if (_files is null)
            Attempt(session.LastT ?? 0, Open);
        if (_files is { } files)
            Attempt(files.LastT, () => Finish(files));
        CloseFiles();
        _session = null;
        if (session.Complete)
            _exports.Begin(Folder!);
    }

    /// <summary>Closes the files and waits for the exports. A series that has not ended stays marked as incomplete.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _exports.FinishAsync();
    }

    private void Close()
    {
        if (_files is { } files)
            Attempt(files.LastT, WriteSession);
        CloseFiles();
        _session = null;
    }

    private void Open()
    {
        var session = _session!.Session;
        if (Folder is null || !Directory.Exists(Folder))
            Folder = Folders?.Of(_first!) ?? RecordingFolder.Create(_options.Directory, session.Series);
        _files = new RecordingFiles(
            Folder,
            _options.MaskLevel,
            session.Masks,
            [.. session.Populations.Select(population => population.Channel)],
            KeepsState
        );
        WriteSession();
        _health.Open(session, Folder);
    }

    private void KeepSession()
    {
        _files!.FlushToDisk();
        _health.CheckSpace(Folder!);
        _session!.Session.Ledger = _ledger();
        try
        {
            WriteSession();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody has the file open, and it is written again in a moment: no reason to stop recording frames.
            Log.SessionNotWritten(_log, e);
        }
    }

    private void Finish(RecordingFiles files)
    {
        files.Finish();
        _session!.Session.Complete = true;
        WriteSession();
    }

    private void WriteSession()
    {
        _sessionWritten = _time.GetTimestamp();
        var session = _session!.Session;
        session.Ingest = Ingest();
        if (Volumes?.Storage is { } storage)
            (session.VolumesStored, session.VolumesLost) = (storage.Stored, storage.Lost);
        _session.Write(Folder!);
    }

    /// <summary>Does something with the disk; trouble closes the files, to be opened again later.</summary>
    private bool Attempt(int t, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            CloseFiles();
            if (e is InvalidDataException)
            {
                // Somebody has changed the tables: leave them alone and begin new ones.
                Folder = null;
                Folders?.Forget(_first!.Run);
            }

            _health.Fail(t, e, _session!.Session);
            return false;
        }
    }

    private void CloseFiles()
    {
        _files?.Dispose();
        _files = null;
    }

    private bool MasksFit(VolumeHeader header)
    {
        var fits = header.Shape.Voxels * sizeof(ushort) <= VolumePool.MaxVolumeBytes;
        if (_options.Masks && !fits)
            Log.MasksTooLarge(_log, header.Shape.ToString(), VolumePool.MaxVolumeBytes / sizeof(ushort));
        return _options.Masks && fits;
    }
}
