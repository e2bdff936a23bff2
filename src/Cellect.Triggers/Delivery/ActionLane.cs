using System.Threading.Channels;

namespace Cellect.Triggers.Delivery;

/// <summary>The orders of one adapter, carried out one after another. A microscope that hangs holds up its own orders alone.</summary>
internal sealed class ActionLane : IAsyncDisposable
{
    private readonly Channel<(ActionOrder Order, long At)> _waiting;
    private readonly Func<ActionOrder, TimeSpan, Task> _send;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Task _working;
    private (string Key, long Since)? _busy;
    private TaskCompletionSource? _idle;

    /// <param name="adapter">Name of the adapter.</param>
    /// <param name="capacity">Orders that may wait.</param>
    /// <param name="send">Carries out an order that has waited so long; does not throw.</param>
    /// <param name="time">Clock.</param>
    public ActionLane(string adapter, int capacity, Func<ActionOrder, TimeSpan, Task> send, TimeProvider time)
    {
        (Adapter, _send, _time) = (adapter, send, time);
        _waiting = Channel.CreateBounded<(ActionOrder, long)>(new BoundedChannelOptions(capacity) { SingleReader = false });
        _working = Task.Run(WorkAsync);
    }

    /// <summary>Name of the adapter.</summary>
    public string Adapter { get; }

    /// <summary>Orders that wait.</summary>
    public int Waiting => _waiting.Reader.Count;

    /// <summary>Hands over an order; false where too many wait.</summary>
    public bool TryOrder(ActionOrder order) => _waiting.Writer.TryWrite((order, _time.GetTimestamp()));

    /// <summary>Takes an order back that is not being carried out yet.</summary>
    public bool TryTakeBack(out ActionOrder? order)
    {
        var taken = _waiting.Reader.TryRead(out var item);
        order = item.Order;
        return taken;
    }

    /// <summary>Key of the action under way, and how long it has been; null: none is.</summary>
    public (string Key, TimeSpan For)? Busy
    {
        get
        {
            lock (_lock)
                return _busy is { } busy ? (busy.Key, _time.GetElapsedTime(busy.Since)) : null;
        }
    }

    /// <summary>Completes when no action is under way.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
            return _busy is null
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Carries out what waits and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _working;
    }

    private async Task WorkAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            // Busy before it is taken: whoever finds nothing waiting and nothing under way must be right.
            lock (_lock)
                _busy = ("", _time.GetTimestamp());
            while (_waiting.Reader.TryRead(out var item))
            {
                lock (_lock)
                    _busy = (item.Order.Request.Key, _time.GetTimestamp());
                await _send(item.Order, _time.GetElapsedTime(item.At));
            }

            lock (_lock)
            {
                _busy = null;
                _idle?.TrySetResult();
                _idle = null;
            }
        }
    }
}
