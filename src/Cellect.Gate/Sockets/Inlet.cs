using System.Diagnostics.CodeAnalysis;
using Cellect.Gate.Connections;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Sockets;

/// <summary>
/// Messages of many peers in one bounded queue, read by one thread. Who would send more waits: the back-pressure of TCP reaches it. A full
/// queue takes from the senders in turn.
/// </summary>
internal sealed class Inlet : IPeerOwner, IDisposable
{
    private readonly Queue<IncomingMessage> _queue = new();
    private readonly SemaphoreSlim _room;
    private readonly byte[][] _opening;
    private readonly IDisposable _line;
    private int _open;
    private bool _left;
    private bool _disposed;

    private Inlet(int capacity, IEnumerable<string> topics, Func<Inlet, IDisposable> open)
    {
        _room = new SemaphoreSlim(capacity);
        _opening = [.. topics.Select(topic => WireForm.Subscription(System.Text.Encoding.ASCII.GetBytes(topic)))];
        _line = open(this);
    }

    /// <summary>Where it is bound, with the true port, or where it connects.</summary>
    public string Endpoint { get; private init; } = "";

    /// <inheritdoc/>
    public bool IsBehind
    {
        get
        {
            lock (_queue)
                return _queue.Count > 0;
        }
    }

    /// <summary>A PULL socket that binds: what is pushed to it.</summary>
    /// <exception cref="FormatException">The endpoint is none.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be bound.</exception>
    public static Inlet Pull(string endpoint, GateLimits limits, int capacity, GateJournal journal, TimeProvider time)
    {
        Door? door = null;
        return new Inlet(capacity, [], inlet => door = new Door(endpoint, SocketKind.Pull, limits, inlet, journal, time))
        {
            Endpoint = door!.Endpoint,
        };
    }

    /// <summary>A SUB socket that connects: what is published of these topics.</summary>
    /// <exception cref="FormatException">The endpoint is none.</exception>
    public static Inlet Subscribe(
        string endpoint,
        IEnumerable<string> topics,
        GateLimits limits,
        int capacity,
        GateJournal journal,
        TimeProvider time
    ) =>
        new(capacity, topics, inlet => new Caller(endpoint, SocketKind.Sub, limits with { QueuedOut = 16 }, inlet, journal, time))
        {
            Endpoint = endpoint,
        };

    /// <summary>The next message, the caller's from here.</summary>
    /// <returns>False when none came in time.</returns>
    public bool TryReceive(TimeSpan timeout, [NotNullWhen(true)] out IncomingMessage? message)
    {
        lock (_queue)
        {
            if (_queue.Count == 0 && timeout > TimeSpan.Zero)
                Monitor.Wait(_queue, timeout);
            if (!_queue.TryDequeue(out message))
                return false;
        }

        _room.Release();
        return true;
    }

    /// <summary>True, once, when a peer has gone since the last call, none is there now, and all that they sent has been taken.</summary>
    public bool TakeAllGone()
    {
        lock (_queue)
        {
            if (!_left || _open > 0 || _queue.Count > 0)
                return false;
            _left = false;
            return true;
        }
    }

    public void Dispose()
    {
        _line.Dispose();
        lock (_queue)
        {
            _disposed = true;
            while (_queue.TryDequeue(out var message))
                message.Dispose();
            Monitor.PulseAll(_queue);
        }
    }

    void IPeerOwner.Opened(Peer peer)
    {
        lock (_queue)
            _open++;
        foreach (var subscription in _opening)
            peer.TrySend(subscription);
    }

    void IPeerOwner.Subscribed(Peer peer) { }

    async ValueTask IPeerOwner.ReceivedAsync(Peer peer, IncomingMessage message, CancellationToken closed)
    {
        try
        {
            await _room.WaitAsync(closed);
        }
        catch
        {
            message.Dispose();
            throw;
        }

        lock (_queue)
        {
            if (_disposed)
            {
                message.Dispose();
                return;
            }

            _queue.Enqueue(message);
            Monitor.Pulse(_queue);
        }
    }

    void IPeerOwner.Closed(Peer peer)
    {
        lock (_queue)
        {
            _open--;
            _left = true;
        }
    }
}
