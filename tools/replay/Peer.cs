using System.Net.Sockets;
using System.Reflection;
using AsyncIO;

namespace Cellect.Replay;

/// <summary>The TCP connection to one receiver, so that it can be ended without loss.</summary>
/// <remarks>
/// NetMQ ends a connection by disposing a socket on which a receive is pending. .NET makes a reset of that on Unix, and the
/// kernel then throws away what it has not delivered yet, whatever the linger option says: megabytes of volumes and the end
/// message. So the connection is half-closed first, behind everything that was sent.
/// </remarks>
internal sealed class Peer(Socket tcp)
{
    private Task<int>? _probe;

    /// <summary>Takes the .NET socket out of NetMQ's.</summary>
    /// <exception cref="NotSupportedException">Another version of AsyncIO keeps it elsewhere.</exception>
    public static Peer Of(AsyncSocket connection)
    {
        var field = connection.GetType().GetField("m_socket", BindingFlags.Instance | BindingFlags.NonPublic);
        return field?.GetValue(connection) is Socket tcp
            ? new Peer(tcp)
            : throw new NotSupportedException(
                $"{connection.GetType()} has no field m_socket: this version of AsyncIO is not the one that replay was written for"
            );
    }

    /// <summary>True when the kernel has taken everything that NetMQ gave to this connection.</summary>
    public bool IsIdle()
    {
        try
        {
            // Sends keep their order, so a send of nothing is done when all before it are.
            _probe ??= tcp.SendAsync(ReadOnlyMemory<byte>.Empty, SocketFlags.None).AsTask();
        }
        catch (ObjectDisposedException)
        {
            // The receiver closed its side; the monitor is about to say so.
            return true;
        }

        if (!_probe.IsCompleted)
            return false;
        _ = _probe.Exception;
        _probe = null;
        return true;
    }

    /// <summary>Tells the receiver that nothing follows; it closes its side when it has read everything.</summary>
    public void HalfClose()
    {
        try
        {
            tcp.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The receiver has gone already.
        }
    }
}
