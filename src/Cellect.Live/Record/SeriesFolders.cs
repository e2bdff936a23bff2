using Cellect.Data.Recordings;

namespace Cellect.Live.Record;

/// <summary>One folder for each series, whoever of those that record it asks first. Thread-safe.</summary>
/// <param name="directory">Where recordings are put.</param>
internal sealed class SeriesFolders(string directory)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, string> _folders = [];

    /// <summary>The folder of a series, made if it is not there.</summary>
    /// <param name="run">Which series of this service.</param>
    /// <param name="series">Its name.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string Of(int run, string series)
    {
        lock (_gate)
            return _folders.TryGetValue(run, out var folder) && Directory.Exists(folder)
                ? folder
                : _folders[run] = RecordingFolder.Create(directory, series);
    }

    /// <summary>Who asks next gets another folder: somebody has changed the files in this one.</summary>
    public void Forget(int run)
    {
        lock (_gate)
            _folders.Remove(run);
    }
}
