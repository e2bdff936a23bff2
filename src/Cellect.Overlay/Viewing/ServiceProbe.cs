using System.Net;
using System.Net.Sockets;
using Cellect.Gate.Connections;
using Cellect.Gate.Protocol;

namespace Cellect.Overlay.Viewing;

/// <summary>What is found where a service should publish.</summary>
/// <param name="Words">What is wrong, in one line with the remedy; empty: something there publishes over ZeroMQ.</param>
/// <param name="IsHopeless">Whether waiting will not help: there is no such host, or something else listens there.</param>
internal sealed record ServiceProbe(string Words, bool IsHopeless = false)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Connects, shakes hands as a subscriber, and hangs up; takes a few seconds at most.</summary>
    /// <param name="endpoint"><c>tcp://HOST:PORT</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static Task<ServiceProbe> LookAsync(string endpoint, CancellationToken cancel) => LookAsync(endpoint, SocketKind.Sub, cancel);

    /// <inheritdoc cref="LookAsync(string, CancellationToken)"/>
    /// <param name="endpoint"><c>tcp://HOST:PORT</c>.</param>
    /// <param name="ours">The kind of socket that will connect there.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<ServiceProbe> LookAsync(string endpoint, SocketKind ours, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(Patience);
        try
        {
            var address = await FindAsync(GateEndpoint.Parse(endpoint), timeout.Token);
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            return await ConnectAsync(socket, address, endpoint, timeout.Token) ?? await ShakeAsync(socket, endpoint, ours, timeout.Token);
        }
        catch (SocketException e)
        {
            // Of the name: what comes later is told where it happens.
            var host = GateEndpoint.Parse(endpoint).Host;
            return e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
                ? new ServiceProbe($"there is no host '{host}': is it spelt right, and does this network know its name?", IsHopeless: true)
                : new ServiceProbe($"the address of host '{host}' cannot be found: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ServiceProbe($"the name of {endpoint} cannot be looked up within {Patience.TotalSeconds:0} s");
        }
    }

    private static async Task<IPEndPoint> FindAsync(GateEndpoint endpoint, CancellationToken cancel)
    {
        if (!IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out var address))
            address = (await Dns.GetHostAddressesAsync(endpoint.Host, cancel)).OrderBy(found => found.AddressFamily).First();
        return new IPEndPoint(address, endpoint.Port);
    }

    private static async Task<ServiceProbe?> ConnectAsync(Socket socket, IPEndPoint address, string endpoint, CancellationToken cancel)
    {
        try
        {
            await socket.ConnectAsync(address, cancel);
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return new ServiceProbe(
                $"nothing listens at {endpoint}: is cellect run running there, with Publish:Endpoint at this port and "
                    + "bound to an address that can be reached from here?"
            );
        }
        catch (SocketException e)
        {
            return new ServiceProbe($"{endpoint} cannot be reached: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            return new ServiceProbe(
                $"{endpoint} does not answer: is the computer on, and does its firewall let port {address.Port} through?"
            );
        }
    }

    private static async Task<ServiceProbe> ShakeAsync(Socket socket, string endpoint, SocketKind ours, CancellationToken cancel)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        using var frames = new FrameReader(stream);
        // Reading from the stream itself knows no end: closing it gives up.
        await using var over = cancel.Register(socket.Close);
        try
        {
            await Handshake.ShakeAsync(stream, frames, ours);
            return new ServiceProbe("");
        }
        catch (ProtocolViolation violation)
        {
            var what =
                violation.Reason == ViolationReason.PeerType
                    ? $"{endpoint} is not where a service publishes ({violation.Message})"
                    : $"what listens at {endpoint} is no service of Cellect: it does not speak ZeroMQ";
            return new ServiceProbe($"{what}; name the service's Publish:Endpoint, port 5556 unless it is set", IsHopeless: true);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return new ServiceProbe(
                $"what listens at {endpoint} hangs up or is silent, and may be no Cellect: name the service's Publish:Endpoint, port 5556 "
                    + "unless it is set"
            );
        }
    }
}
