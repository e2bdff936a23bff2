using System.Collections.Concurrent;
using AsyncIO;
using NetMQ;
using NetMQ.Monitoring;
using NetMQ.Sockets;

namespace Cellect.Replay;

/// <summary>
/// The sending socket: PUSH that connects to a receiver (lossless: a full queue makes the sender wait), or a publisher that
/// binds, for subscribers (no back-pressure: what a slow subscriber cannot take is lost).
/// </summary>
internal sealed class VolumeTransmitter : IDisposable
{
    // Attempts in a row that must find nothing left to send: NetMQ's own thread may be late, the receiver may not.
    private const int IdleAttempts = 3;

    private readonly NetMQSocket _socket;
    private readonly NetMQMonitor _monitor;
    private readonly NetMQPoller _poller = new();
    private readonly ConcurrentDictionary<AsyncSocket, Peer> _peers = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly bool _publishes;
    private bool _subscribed;
    private int _idle;
    private List<AsyncSocket>? _closing;

    // The same sockets on every system, so that Peer works on every system.
    static VolumeTransmitter() => ForceDotNet.Force();

    /// <param name="endpoint">Such as <c>tcp://127.0.0.1:5555</c>; a publisher may bind port 0.</param>
    /// <param name="bind">True: publish. False: push.</param>
    /// <param name="publishedInFlight">Messages that wait for a slow subscriber before further ones are lost.</param>
    /// <exception cref="NetMQException">The endpoint cannot be used.</exception>
    public VolumeTransmitter(string endpoint, bool bind, int publishedInFlight)
    {
        _publishes = bind;
        // XPUB is PUB that tells when somebody subscribes.
        _socket = bind ? new XPublisherSocket() : new PushSocket();
        // With a queue of one, room in the queue means that everything before is on its way: see TryFinish.
        _socket.Options.SendHighWatermark = bind ? publishedInFlight : 1;
        _monitor = new NetMQMonitor(
            _socket,
            $"inproc://replay-{Guid.NewGuid():N}",
            SocketEvents.Connected | SocketEvents.Accepted | SocketEvents.Disconnected
        );
        _monitor.Connected += (_, e) => Add(e.Socket);
        _monitor.Accepted += (_, e) => Add(e.Socket);
        _monitor.Disconnected += (_, e) => Remove(e.Socket);
        // Attached before the socket connects: what happens earlier is not told.
        _monitor.AttachToPoller(_poller);
        _poller.RunAsync();
        try
        {
            if (bind)
                _socket.Bind(endpoint);
            else
                _socket.Connect(endpoint);
            Endpoint = bind ? _socket.Options.LastEndpoint! : endpoint;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the receiver is, or where subscribers connect.</summary>
    public string Endpoint { get; }

    /// <summary>True when a receiver is there.</summary>
    public bool TryAwaitReceiver(TimeSpan timeout)
    {
        if (!_publishes)
            return !_peers.IsEmpty || (_changed.WaitOne(timeout) && !_peers.IsEmpty);
        _subscribed = _subscribed || (_socket.TryReceiveFrameBytes(timeout, out var message) && message is [1, ..]);
        return _subscribed;
    }

    /// <summary>Hands a message to the socket.</summary>
    /// <returns>False when its queue stayed full for <paramref name="timeout"/>.</returns>
    public bool TrySend(NetMQMessage message, TimeSpan timeout) => _socket.TrySendMultipartMessage(timeout, message);

    /// <summary>Ends the connections once everything is delivered; nothing can be sent afterwards.</summary>
    /// <returns>True when every receiver has read everything, or is gone; false when that takes longer than
    /// <paramref name="timeout"/>.</returns>
    public bool TryFinish(TimeSpan timeout)
    {
        if (_idle < IdleAttempts)
        {
            _idle = IsIdle(timeout) ? _idle + 1 : 0;
            if (_idle == IdleAttempts)
                HalfClose();
        }

        return AllGone() || (_changed.WaitOne(timeout) && AllGone());
    }

    public void Dispose()
    {
        _monitor.Dispose();
        _poller.Dispose();
        _socket.Dispose();
        _changed.Dispose();
    }

    private bool IsIdle(TimeSpan timeout)
    {
        var idle = _socket.Poll(PollEvents.PollOut, timeout).HasFlag(PollEvents.PollOut);
        foreach (var peer in _peers.Values)
            idle &= peer.IsIdle();
        return idle;
    }

    // Whoever connects from now on gets nothing and is not waited for.
    private void HalfClose()
    {
        _closing = [.. _peers.Keys];
        foreach (var connection in _closing)
            if (_peers.TryGetValue(connection, out var peer))
                peer.HalfClose();
    }

    private bool AllGone() => _closing is not null && !_closing.Exists(_peers.ContainsKey);

    private void Add(AsyncSocket? connection)
    {
        if (connection is not null)
            _peers[connection] = Peer.Of(connection);
        _changed.Set();
    }

    private void Remove(AsyncSocket? connection)
    {
        if (connection is not null)
            _peers.TryRemove(connection, out _);
        _changed.Set();
    }
}
