using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>The parts of one message after the other.</summary>
internal sealed class SocketParts(Inlet inlet) : IPartSource
{
    private IncomingMessage? _message;
    private int _at;

    public bool HasMore => _at + 1 < _message!.Count;

    /// <summary>Bytes of all parts of the message.</summary>
    public long Bytes => _message!.Bytes;

    public ReadOnlyMemory<byte> First => _message![0];

    /// <summary>Waits for the next message.</summary>
    /// <returns>False when none came in time.</returns>
    public bool TryBegin(TimeSpan timeout)
    {
        _at = 0;
        return inlet.TryReceive(timeout, out _message);
    }

    public ReadOnlySpan<byte> Next() => _message![++_at].Span;

    /// <summary>Gives the message back, read or not.</summary>
    public void End()
    {
        _message?.Dispose();
        _message = null;
    }
}
