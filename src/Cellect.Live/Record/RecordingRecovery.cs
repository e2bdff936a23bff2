using Cellect.Data.Recordings;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Record;

/// <summary>Finds a recording that a crash cut short and puts it in order; one that another process is writing is left alone.</summary>
internal static class RecordingRecovery
{
    public static void Recover(string folder, ILogger log)
    {
        try
        {
            if (!SessionFile.IsUnfinished(folder))
                return;
            using var mine = RecordingLock.Take(folder);
            var (recording, _) = RecordingRepair.Repair(folder, Directory.Exists(Path.Combine(folder, MaskFolder.FolderName)));
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
