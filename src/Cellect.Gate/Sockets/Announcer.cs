using System.Text;
using Cellect.Gate.Connections;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Sockets;

/// <summary>
/// A PUB socket that binds. Each message goes to whom has subscribed to its topic; for a subscriber that reads too slowly so many wait, and
/// what comes beyond is dropped for it and counted. Never waits. Messages of any thread keep the order of that thread.
/// </summary>
internal sealed class Announcer : IPeerOwner, IDisposable
{
    // A subscriber sends byte 1 or 0 and a topic.
    private const int MaxRequestBytes = 1 + SubscriptionSet.MaxTopicBytes;

    private readonly Door _door;
    private readonly Action? _subscribed;
    private long _dropped;

    /// <summary>Binds; subscribers can connect from here on.</summary>
    /// <param name="endpoint">Where; port 0 takes a free one.</param>
    /// <param name="queued">Messages that wait for a slow subscriber.</param>
    /// <param name="journal">Told of connections that were closed.</param>
    /// <param name="time">Clock of the limits.</param>
    /// <param name="subscribed">Called when subscriptions change, on any thread, several at once.</param>
    /// <exception cref="FormatException">The endpoint is none.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be bound.</exception>
    public Announcer(string endpoint, int queued, GateJournal journal, TimeProvider time, Action? subscribed = null)
    {
        _subscribed = subscribed;
        var limits = new GateLimits
        {
            MaxPartBytes = MaxRequestBytes,
            MaxMessageBytes = MaxRequestBytes,
            MaxParts = 1,
            QueuedOut = queued,
        };
        _door = new Door(endpoint, SocketKind.Pub, limits, this, journal, time);
    }

    /// <summary>Where it is bound, with the true port.</summary>
    public string Endpoint => _door.Endpoint;

    /// <summary>Messages that were dropped for a subscriber too slow for them, once for each subscriber.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <inheritdoc/>
    bool IPeerOwner.IsBehind => false;

    /// <summary>How many have subscribed to this topic.</summary>
    public int CountWatchers(string topic)
    {
        var bytes = Encoding.ASCII.GetBytes(topic);
        return _door.Peers.Count(peer => peer.IsOpen && peer.Subscriptions!.Wants(bytes));
    }

    /// <summary>Sends a message to all who want it; the parts are copied.</summary>
    public void Publish(string topic, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var name = Encoding.ASCII.GetBytes(topic);
        byte[]? wire = null;
        foreach (var peer in _door.Peers)
        {
            if (!peer.IsOpen || !peer.Subscriptions!.Wants(name))
                continue;
            // One copy, however many subscribers; none where nobody listens.
            if (!peer.TrySend(wire ??= WireForm.Of([name, .. parts])))
                Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Sends what waits, for at most so long; nothing can be published afterwards.</summary>
    public Task FlushAsync(TimeSpan timeout) => Task.WhenAll(_door.Peers.Select(peer => peer.FlushAsync(timeout)));

    public void Dispose() => _door.Dispose();

    void IPeerOwner.Opened(Peer peer) { }

    void IPeerOwner.Subscribed(Peer peer) => _subscribed?.Invoke();

    ValueTask IPeerOwner.ReceivedAsync(Peer peer, IncomingMessage message, CancellationToken closed)
    {
        message.Dispose();
        return ValueTask.CompletedTask;
    }

    void IPeerOwner.Closed(Peer peer) => _subscribed?.Invoke();
}
