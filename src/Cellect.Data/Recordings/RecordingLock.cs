namespace Cellect.Data.Recordings;

/// <summary>Keeps two processes from writing to one recording. The operating system gives it up with the process, however that
/// ends.</summary>
internal sealed class RecordingLock : IDisposable
{
    private readonly FileStream _file;

    private RecordingLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process is recording there, or the folder cannot be written.</exception>
    public static RecordingLock Take(string directory) =>
        new(
            new FileStream(
                Path.Combine(directory, ".recording"),
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            )
        );

    public void Dispose() => _file.Dispose();
}
