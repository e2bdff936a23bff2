using System.Net.Sockets;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Connections;

/// <summary>A bound socket: lets peers in, within the limits, and serves each on its own.</summary>
internal sealed class Door : IDisposable
{
    private const int Backlog = 128;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private readonly SocketKind _kind;
    private readonly GateLimits _limits;
    private readonly IPeerOwner _owner;
    private readonly GateJournal _journal;
    private readonly Socket _listener;
    private readonly GateClock _clock;
    private readonly Lock _lock = new();

    // In the order in which they came.
    private readonly List<Peer> _peers = [];
    private volatile bool _closed;

    /// <summary>Binds; peers can connect from here on.</summary>
    /// <exception cref="FormatException">The endpoint is none.</exception>
    /// <exception cref="SocketException">It cannot be bound.</exception>
    public Door(string endpoint, SocketKind kind, GateLimits limits, IPeerOwner owner, GateJournal journal, TimeProvider time)
    {
        (_kind, _limits, _owner, _journal) = (kind, limits, owner, journal);
        var address = GateEndpoint.Parse(endpoint);
        var local = address.ToBind();
        _listener = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(local);
            _listener.Listen(Backlog);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        Endpoint = (address with { Port = ((System.Net.IPEndPoint)_listener.LocalEndPoint!).Port }).ToString();
        _clock = new GateClock(time, Sweep);
        _ = AcceptAsync();
    }

    /// <summary>Where it is bound, with the true port.</summary>
    public string Endpoint { get; }

    /// <summary>The connections of this moment.</summary>
    public Peer[] Peers
    {
        get
        {
            lock (_lock)
                return [.. _peers];
        }
    }

    /// <summary>Lets nobody in any more, and ends every connection.</summary>
    public void Dispose()
    {
        _closed = true;
        _listener.Dispose();
        foreach (var peer in Peers)
            peer.Close();
        _clock.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closed)
        {
            try
            {
                Admit(await _listener.AcceptAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Descriptors are used up, or the caller has gone again: the next one may find room.
                if (!_closed)
                    await Task.Delay(Breath);
            }
        }
    }

    private void Admit(Socket socket)
    {
        TcpConnection.Prepare(socket);
        var address = TcpConnection.AddressOf(socket);
        var peer = new Peer(
            new NetworkStream(socket, ownsSocket: true),
            () => TcpConnection.HangUp(socket),
            address,
            _kind,
            _limits,
            _owner,
            _journal,
            () => _clock.Now
        );
        if (TryEnter(peer))
            _ = ServeAsync(peer);
        else
        {
            _journal.Note(
                ViolationReason.TooManyConnections,
                address,
                $"more than {_limits.MaxConnections} connections, or {_limits.MaxConnectionsOfAddress} from one address"
            );
            socket.Dispose();
        }
    }

    /// <summary>Makes room for a newcomer, if need be at the cost of the oldest that has not yet said who it is.</summary>
    private bool TryEnter(Peer peer)
    {
        Peer? silent = null;
        lock (_lock)
        {
            if (_closed)
                return false;
            var ofAddress = _peers.Count(other => other.Address == peer.Address);
            if (ofAddress >= _limits.MaxConnectionsOfAddress)
                silent = _peers.Find(other => !other.IsOpen && other.Address == peer.Address);
            else if (_peers.Count >= _limits.MaxConnections)
                silent = _peers.Find(other => !other.IsOpen);
            else
                silent = peer;
            if (silent is null)
                return false;
            _peers.Remove(silent);
            _peers.Add(peer);
        }

        if (silent != peer)
            silent.Close();
        return true;
    }

    private async Task ServeAsync(Peer peer)
    {
        // The acceptor goes on to the next.
        await Task.Yield();
        try
        {
            await peer.RunAsync();
        }
        finally
        {
            lock (_lock)
                _peers.Remove(peer);
        }
    }

    private void Sweep()
    {
        foreach (var peer in Peers)
            peer.CloseIfTooSlow();
    }
}
