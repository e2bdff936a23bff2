using Cellect.Data.Recordings;
using Cellect.Data.Volumes;

namespace Cellect.Live.Record;

/// <summary>One folder for each series, whoever of those that record it asks first. Thread-safe.</summary>
/// <param name="directory">Where recordings are put.</param>
/// <param name="continuation">Which series goes on in the folder of a recording that a crash cut short.</param>
internal sealed class SeriesFolders(string directory, Continuation continuation)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, string> _folders = [];

    /// <summary>The folder of a series, made if it is not there.</summary>
    /// <param name="header">Of one of its volumes.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string Of(VolumeHeader header)
    {
        lock (_gate)
            return _folders.TryGetValue(header.Run, out var folder) && Directory.Exists(folder)
                ? folder
                : _folders[header.Run] = continuation.Of(header)?.Folder ?? RecordingFolder.Create(directory, header.Series);
    }

    /// <summary>Who asks next gets another folder: somebody has changed the files in this one.</summary>
    public void Forget(int run)
    {
        continuation.GiveUp();
        lock (_gate)
            _folders.Remove(run);
    }
}
