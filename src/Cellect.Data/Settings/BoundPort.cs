using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Cellect.Data.Settings;

/// <summary>Whether an endpoint of the settings can be bound, and who holds its port if not.</summary>
internal static class BoundPort
{
    /// <summary>What is wrong with an endpoint; null: it can be bound now.</summary>
    /// <param name="endpoint"><c>tcp://ADDRESS:PORT</c>; <c>*</c> is every address.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    public static string? Mistake(string endpoint, out int port)
    {
        const string scheme = "tcp://";
        port = 0;
        var colon = endpoint.LastIndexOf(':');
        if (
            !endpoint.StartsWith(scheme, StringComparison.Ordinal)
            || colon <= scheme.Length
            || !int.TryParse(endpoint[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)
            || port > IPEndPoint.MaxPort
        )
            return $"'{endpoint}' is not tcp://ADDRESS:PORT with a port of 0 to {IPEndPoint.MaxPort}, such as tcp://127.0.0.1:5555";
        return Address(endpoint[scheme.Length..colon]) is not { } address
            ? $"the host of '{endpoint}' is not known here; name an address of this computer, such as 127.0.0.1"
            : Bind(endpoint, address, port);
    }

    private static IPAddress? Address(string host)
    {
        if (host is "*")
            return IPAddress.Any;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return address;
        try
        {
            return Dns.GetHostAddresses(host, AddressFamily.InterNetwork).FirstOrDefault();
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Bind(string endpoint, IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As the sockets that are opened later: without it, connections of a service that has just ended count as taken.
            if (!OperatingSystem.IsWindows())
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"port {port} of '{endpoint}' is in use by {PortHolder.Of(port)}; end it, or choose another port";
        }
        catch (SocketException e)
        {
            return $"'{endpoint}' cannot be bound: {e.Message}; name an address of this computer, such as 127.0.0.1";
        }
    }
}
