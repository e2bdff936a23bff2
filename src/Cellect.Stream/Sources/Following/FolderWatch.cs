namespace Cellect.Stream.Sources.Following;

/// <summary>
/// Waits until something in a folder may have changed: at once where the system tells (inotify on Linux), and at least each poll, because
/// a network share tells nothing.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly FileSystemWatcher? _watcher;
    private readonly AutoResetEvent _changed = new(false);
    private readonly TimeSpan _poll;

    /// <param name="folder">The folder.</param>
    /// <param name="poll">Longest wait.</param>
    public FolderWatch(string folder, TimeSpan poll)
    {
        _poll = poll;
        try
        {
            _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            _watcher.Created += Changed;
            _watcher.Changed += Changed;
            _watcher.Renamed += Changed;
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // Too many watches, or a file system without them: polling finds everything too.
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    /// <summary>Waits.</summary>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public void Wait(CancellationToken cancel)
    {
        WaitHandle.WaitAny([_changed, cancel.WaitHandle], _poll);
        cancel.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _changed.Dispose();
    }

    private void Changed(object sender, FileSystemEventArgs change)
    {
        try
        {
            _changed.Set();
        }
        catch (ObjectDisposedException)
        {
            // A last change while we end.
        }
    }
}
