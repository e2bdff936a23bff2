using System.Net;
using System.Net.Sockets;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Connections;

/// <summary>An outgoing connection that is made anew as often as it ends.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly GateEndpoint _endpoint;
    private readonly SocketKind _kind;
    private readonly GateLimits _limits;
    private readonly IPeerOwner _owner;
    private readonly GateJournal _journal;
    private readonly GateClock _clock;
    private readonly CancellationTokenSource _closed = new();
    private volatile Peer? _peer;

    /// <summary>Begins to connect.</summary>
    /// <exception cref="FormatException">The endpoint is none.</exception>
    public Caller(string endpoint, SocketKind kind, GateLimits limits, IPeerOwner owner, GateJournal journal, TimeProvider time)
    {
        (_endpoint, _kind, _limits, _owner, _journal) = (GateEndpoint.Parse(endpoint), kind, limits, owner, journal);
        _clock = new GateClock(time, () => _peer?.CloseIfTooSlow());
        _ = RunAsync();
    }

    /// <summary>Ends the connection for good.</summary>
    public void Dispose()
    {
        _closed.Cancel();
        _peer?.Close();
        _clock.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        for (var pause = Shortest; !_closed.IsCancellationRequested; )
        {
            // A server that breaks the protocol each time is not called ten times a second.
            var isAtFault = await ServeAsync();
            pause =
                !isAtFault ? Shortest
                : pause * 2 < Longest ? pause * 2
                : Longest;
            await PauseAsync(pause);
        }
    }

    /// <returns>Whether the other side broke the protocol.</returns>
    private async Task<bool> ServeAsync()
    {
        if (await ConnectAsync() is not { } socket)
            return false;
        var peer = new Peer(
            new NetworkStream(socket, ownsSocket: true),
            () => TcpConnection.HangUp(socket),
            TcpConnection.AddressOf(socket),
            _kind,
            _limits,
            _owner,
            _journal,
            () => _clock.Now
        );
        _peer = peer;
        if (_closed.IsCancellationRequested)
            peer.Close();
        await peer.RunAsync();
        _peer = null;
        return peer.IsAtFault;
    }

    private async Task<Socket?> ConnectAsync()
    {
        Socket? socket = null;
        try
        {
            var addresses = await Task.Run(_endpoint.Addresses);
            socket = new Socket(addresses[0].AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(addresses[0], _endpoint.Port), _closed.Token);
            TcpConnection.Prepare(socket);
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException or IndexOutOfRangeException)
        {
            socket?.Dispose();
            return null;
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _closed.Token);
        }
        catch (OperationCanceledException) { }
    }
}
