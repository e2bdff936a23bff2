using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cellect.Triggers.Control;

/// <summary>One caller at the command door: sends one line and gets one. Nothing here waits.</summary>
internal sealed class CommandConnection : IDisposable
{
    /// <summary>Longest line that is read, bytes.</summary>
    public const int LongestLine = 400;

    private readonly byte[] _line = new byte[LongestLine];
    private int _length;

    /// <param name="socket">Owned.</param>
    /// <param name="since">When it was taken, in the clock's timestamps.</param>
    public CommandConnection(Socket socket, long since)
    {
        (Socket, Since) = (socket, since);
        socket.Blocking = false;
        Peer = (IPEndPoint)socket.RemoteEndPoint!;
        if (Peer.Address.IsIPv4MappedToIPv6)
            Peer = new IPEndPoint(Peer.Address.MapToIPv4(), Peer.Port);
    }

    /// <summary>The socket.</summary>
    public Socket Socket { get; }

    /// <summary>When it was taken.</summary>
    public long Since { get; }

    /// <summary>The other end.</summary>
    public IPEndPoint Peer { get; }

    /// <summary>Reads what has come.</summary>
    /// <param name="line">The line; null when none will come.</param>
    /// <returns>False: wait for more.</returns>
    public bool TryRead(out string? line)
    {
        line = null;
        try
        {
            var got = Socket.Receive(_line, _length, LongestLine - _length, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                return false;
            if (error != SocketError.Success)
                return true;
            var end = Array.IndexOf(_line, (byte)'\n', _length, got);
            _length += got;
            if (end < 0 && got > 0 && _length < LongestLine)
                return false;
            if (end >= 0 || _length > 0)
                line = Encoding.UTF8.GetString(_line, 0, end >= 0 ? end : _length).Trim();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone.
        }

        return true;
    }

    /// <summary>Answers with a line; whoever does not take it gets none.</summary>
    public void Answer(string line)
    {
        try
        {
            Socket.Send(Encoding.UTF8.GetBytes(line + "\n"), SocketFlags.None, out _);
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has gone.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
