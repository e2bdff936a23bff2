using Cellect.Data.Recordings;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Record;

/// <summary>Whether the disk takes what is recorded, and how to tell people when it does not.</summary>
/// <param name="options">Where is recorded, and how much free space there should be.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Gets the beginning of each spell of trouble.</param>
internal sealed class RecorderHealth(RecordOptions options, TimeProvider time, ILogger log)
{
    private const int MaxFaultsKept = 100;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private string? _fault;
    private long _faulted;
    private volatile string[] _alerts = [];

    /// <summary>True from a fault until something could be written again.</summary>
    public bool Faulted => _fault is not null;

    /// <summary>False shortly after a fault: a disk that answers slowly must not hold up the frames.</summary>
    public bool MayTry => _fault is null || time.GetElapsedTime(_faulted) >= RetryInterval;

    /// <summary>Sentences for a person; any thread.</summary>
    public IReadOnlyList<string> Alerts => _alerts;

    /// <summary>Notes that the disk could not be written at time point <paramref name="t"/>.</summary>
    public void Fail(int t, Exception cause, Session session)
    {
        if (_fault is null)
        {
            Log.RecordingFailed(log, cause, t, options.Directory, RetryInterval.TotalSeconds);
            if (session.Faults.Count < MaxFaultsKept)
                session.Faults.Add($"t={t}: {cause.Message}");
        }

        _fault = cause.Message;
        _faulted = time.GetTimestamp();
        TellLoss(session.FramesLost);
    }

    /// <summary>Notes that a frame is not recorded.</summary>
    public void Lose(Session session) => TellLoss(++session.FramesLost);

    /// <summary>Notes that a recording is open.</summary>
    public void Open(Session session, string folder)
    {
        if (_fault is null)
            Log.Recording(log, session.Series, folder);
        else
            Log.RecordingResumed(log, folder, session.FramesLost);
        _fault = null;
        CheckSpace(folder);
    }

    /// <summary>Warns before the disk is full.</summary>
    public void CheckSpace(string folder)
    {
        var free = RecordingFolder.FreeMegabytes(folder);
        _alerts =
            free >= options.MinimumFreeMegabytes
                ? []
                : [$"{free} MB free where '{folder}' is recorded; recording stops when the disk is full"];
    }

    private void TellLoss(long framesLost) =>
        _alerts = [
            $"recording has stopped ({_fault}); {framesLost} frames of the series are not recorded; tracking goes on; "
                + $"free space or make '{options.Directory}' writable and recording resumes",
        ];
}
