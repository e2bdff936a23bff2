using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Record;

/// <summary>Finds a recording that a crash cut short and puts it in order; one that another process is writing is left alone.</summary>
internal static class RecordingRecovery
{
    // Longer than a night; what was cut short before is another experiment.
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(24);

    /// <summary>Puts all recordings of a folder in order.</summary>
    public static void RecoverAll(string directory, ILogger log)
    {
        foreach (var folder in RecordingFolder.Recordings(directory).ToList())
            Recover(folder, log);
    }

    /// <summary>The recording whose series may go on; null: none.</summary>
    /// <param name="directory">Where recordings are put.</param>
    /// <param name="info">What the session file tells of this program.</param>
    /// <param name="channels">The channels that are tracked now: a recording of others, or in another order, is left as it is.</param>
    /// <param name="time">Clock: a recording of an earlier day is left as it is.</param>
    /// <param name="log">Gets trouble.</param>
    public static InterruptedRecording? Newest(
        string directory,
        SessionInfo info,
        IReadOnlyList<int> channels,
        TimeProvider time,
        ILogger log
    )
    {
        try
        {
            RecoverAll(directory, log);
            var newest = InterruptedRecording.Newest(directory, info.Versions.GetValueOrDefault("model_sha256"));
            if (newest is not null && (channels.Count > 1 || newest.Populations.Count > 1) && !newest.Channels.SequenceEqual(channels))
                return null;
            return newest is not null && time.UtcNanoseconds() - newest.Frames[^1].RecordedNs < Oldest.TotalNanoseconds ? newest : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.NotContinued(log, e, directory);
            return null;
        }
    }

    private static void Recover(string folder, ILogger log)
    {
        try
        {
            if (!SessionFile.IsUnfinished(folder))
                return;
            using var mine = RecordingLock.Take(folder);
            var (recording, _) = RecordingRepair.Repair(folder, Directory.Exists(Path.Combine(folder, MaskFolder.FolderName)));
            RecordingRepair.RepairVolumes(folder);
            BiologyFiles.Repair(folder);
            SessionFile.WriteRecovered(folder, recording);
            Log.Recovered(log, folder, recording.Frames.Count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.NotRecovered(log, e, folder);
        }
    }
}
