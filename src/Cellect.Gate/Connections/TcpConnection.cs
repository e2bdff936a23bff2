using System.Net;
using System.Net.Sockets;

namespace Cellect.Gate.Connections;

/// <summary>What every connection over TCP has in common.</summary>
internal static class TcpConnection
{
    private const int ProbeAfterSeconds = 30;
    private const int ProbeEverySeconds = 10;
    private const int Probes = 3;

    /// <summary>No delay for small messages; a peer that is gone without a word is noticed within a minute.</summary>
    public static void Prepare(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, ProbeAfterSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ProbeEverySeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        }
        catch (SocketException)
        {
            // The other side has gone already, or this system knows no such option: the connection does without.
        }
    }

    /// <summary>Ends both directions. A socket that is disposed of while it reads would be reset, and what was sent last lost.</summary>
    public static void HangUp(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <summary>The address of the other side, without its port.</summary>
    public static string AddressOf(Socket socket)
    {
        try
        {
            return (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "?";
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return "?";
        }
    }
}
