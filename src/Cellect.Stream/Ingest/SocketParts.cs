using Cellect.Stream.Wire;
using NetMQ;

namespace Cellect.Stream.Ingest;

/// <summary>Receives the parts of one message, one buffer at a time.</summary>
internal sealed class SocketParts(NetMQSocket socket) : IPartSource
{
    private Msg _part;

    public bool HasMore => _part.HasMore;

    /// <summary>Bytes of the parts received so far.</summary>
    public long Bytes { get; private set; }

    public ReadOnlyMemory<byte> First => _part.SliceAsMemory();

    /// <summary>Waits for part 0 of the next message.</summary>
    /// <returns>False when none came in time.</returns>
    public bool TryBegin(TimeSpan timeout)
    {
        Bytes = 0;
        _part.InitEmpty();
        if (!socket.TryReceive(ref _part, timeout))
            return false;
        Bytes = _part.Size;
        return true;
    }

    public ReadOnlySpan<byte> Next()
    {
        _part.Close();
        _part.InitEmpty();
        // ZeroMQ delivers a message whole: where one part is, the others are.
        socket.Receive(ref _part);
        Bytes += _part.Size;
        return _part.Slice();
    }

    /// <summary>Leaves the rest of the message unread.</summary>
    public void Skip()
    {
        while (HasMore)
            Next();
        _part.Close();
    }
}
