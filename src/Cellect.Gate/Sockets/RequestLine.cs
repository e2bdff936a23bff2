using System.Diagnostics.CodeAnalysis;
using Cellect.Gate.Connections;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Sockets;

/// <summary>
/// A DEALER socket that connects, for one request at a time. A request is put on a connection at most once: one whose connection broke
/// while it was on its way is not sent again.
/// </summary>
internal sealed class RequestLine : IPeerOwner, IDisposable
{
    private const int QueuedReplies = 16;

    private readonly Queue<byte[][]> _replies = new();
    private readonly SemaphoreSlim _room = new(QueuedReplies);
    private readonly Caller _caller;
    private Peer? _peer;
    private byte[]? _waiting;

    /// <summary>Begins to connect.</summary>
    /// <param name="endpoint">Of a REP, ROUTER or DEALER socket.</param>
    /// <param name="maxReplyBytes">Largest reply; what is larger ends the connection.</param>
    /// <param name="maxParts">Most parts of a reply.</param>
    /// <param name="journal">Told of connections that were closed.</param>
    /// <param name="time">Clock of the limits.</param>
    /// <exception cref="FormatException">The endpoint is none.</exception>
    public RequestLine(string endpoint, long maxReplyBytes, int maxParts, GateJournal journal, TimeProvider time)
    {
        var limits = new GateLimits
        {
            MaxPartBytes = maxReplyBytes,
            MaxMessageBytes = maxReplyBytes,
            MaxParts = maxParts,
            QueuedOut = 2,
        };
        _caller = new Caller(endpoint, SocketKind.Dealer, limits, this, journal, time);
    }

    /// <inheritdoc/>
    bool IPeerOwner.IsBehind => false;

    /// <summary>Sends a request as soon as there is a connection.</summary>
    /// <returns>False when one still waits for that.</returns>
    public bool TrySend(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var wire = WireForm.Of(parts);
        lock (_replies)
        {
            if (_waiting is not null)
                return false;
            if (_peer is null || !_peer.TrySend(wire))
                _waiting = wire;
            return true;
        }
    }

    /// <summary>The parts of the next reply.</summary>
    /// <returns>False when none came in time.</returns>
    public bool TryReceive(TimeSpan timeout, [NotNullWhen(true)] out byte[][]? reply)
    {
        lock (_replies)
        {
            if (_replies.Count == 0 && timeout > TimeSpan.Zero)
                Monitor.Wait(_replies, timeout);
            if (!_replies.TryDequeue(out reply))
                return false;
        }

        _room.Release();
        return true;
    }

    public void Dispose() => _caller.Dispose();

    void IPeerOwner.Opened(Peer peer)
    {
        lock (_replies)
        {
            _peer = peer;
            if (_waiting is not null && peer.TrySend(_waiting))
                _waiting = null;
        }
    }

    void IPeerOwner.Subscribed(Peer peer) { }

    async ValueTask IPeerOwner.ReceivedAsync(Peer peer, IncomingMessage message, CancellationToken closed)
    {
        byte[][] parts;
        using (message)
            parts = [.. Enumerable.Range(0, message.Count).Select(i => message[i].ToArray())];
        await _room.WaitAsync(closed);
        lock (_replies)
        {
            _replies.Enqueue(parts);
            Monitor.Pulse(_replies);
        }
    }

    void IPeerOwner.Closed(Peer peer)
    {
        lock (_replies)
            _peer = null;
    }
}
