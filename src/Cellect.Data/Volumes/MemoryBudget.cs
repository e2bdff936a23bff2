namespace Cellect.Data.Volumes;

/// <summary>
/// A number of bytes that may be in use at once. Who wants more than is left waits, first come first served. Thread-safe.
/// </summary>
/// <param name="total">Bytes in all.</param>
internal sealed class MemoryBudget(long total)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource<bool> Granted)> _waiting = [];
    private long _used;

    /// <summary>Bytes in all.</summary>
    public long Total { get; } = total;

    /// <summary>Bytes in use.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes so many bytes, if they are left and nobody waits.</summary>
    public bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || _used + bytes > Total)
                return false;
            _used += bytes;
            return true;
        }
    }

    /// <summary>Takes so many bytes as soon as they are left.</summary>
    /// <param name="bytes">At most <see cref="Total"/>, or it is never granted.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancel">Given up by the caller; then false.</param>
    /// <returns>Whether they were granted.</returns>
    public async ValueTask<bool> TakeAsync(long bytes, TimeSpan timeout, CancellationToken cancel)
    {
        LinkedListNode<(long, TaskCompletionSource<bool> Granted)> own;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _used + bytes <= Total)
            {
                _used += bytes;
                return true;
            }

            own = _waiting.AddLast((bytes, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            return await own.Value.Granted.Task.WaitAsync(timeout, cancel);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return GiveUp(own);
        }
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            Grant();
        }
    }

    private bool GiveUp(LinkedListNode<(long, TaskCompletionSource<bool>)> own)
    {
        lock (_lock)
        {
            // Granted in the meantime: it is ours, and given back by whoever was granted it.
            if (own.List is null)
                return true;
            _waiting.Remove(own);
            Grant();
            return false;
        }
    }

    private void Grant()
    {
        while (_waiting.First is { } first && _used + first.Value.Bytes <= Total)
        {
            _waiting.RemoveFirst();
            _used += first.Value.Bytes;
            first.Value.Granted.SetResult(true);
        }
    }
}
