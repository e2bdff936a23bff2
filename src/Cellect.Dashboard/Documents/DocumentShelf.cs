using System.Text;

namespace Cellect.Dashboard.Documents;

/// <summary>
/// The newest document of each kind. One thread puts them down, every browser's loop takes those that it has not sent: nobody waits for
/// anybody, and a slow browser gets fewer. Thread-safe.
/// </summary>
internal sealed class DocumentShelf
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Document> _documents = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _version;

    /// <summary>Completes with the next document; to be taken before <see cref="Since"/> is asked.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>Puts a document in the place of the one before of its kind.</summary>
    /// <param name="kind">Its name in the page.</param>
    /// <param name="json">One line of JSON.</param>
    public void Put(string kind, ReadOnlySpan<byte> json)
    {
        byte[] bytes = [.. "event: "u8, .. Encoding.ASCII.GetBytes(kind), .. "\ndata: "u8, .. json, .. "\n\n"u8];
        TaskCompletionSource signal;
        lock (_gate)
        {
            _documents[kind] = new Document(++_version, bytes);
            (signal, _changed) = (_changed, NewSignal());
        }

        signal.SetResult();
    }

    /// <summary>Forgets what there is of the kinds that begin so.</summary>
    public void Forget(string kinds)
    {
        lock (_gate)
            foreach (var kind in _documents.Keys.Where(kind => kind.StartsWith(kinds, StringComparison.Ordinal)).ToList())
                _documents.Remove(kind);
    }

    /// <summary>The documents newer than a version, oldest first.</summary>
    public IReadOnlyList<Document> Since(long version)
    {
        lock (_gate)
            return [.. _documents.Values.Where(document => document.Version > version).OrderBy(document => document.Version)];
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
