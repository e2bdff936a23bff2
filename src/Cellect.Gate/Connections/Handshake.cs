using Cellect.Gate.Protocol;

namespace Cellect.Gate.Connections;

/// <summary>The beginning of every connection (RFC 23/ZMTP): greetings, then each side says what kind of socket it is.</summary>
internal static class Handshake
{
    /// <summary>Shakes hands.</summary>
    /// <param name="stream">The connection, to write to.</param>
    /// <param name="frames">The same, to read from; what follows the handshake stays in it.</param>
    /// <param name="ours">Our kind of socket.</param>
    /// <returns>The kind of the peer.</returns>
    /// <exception cref="ProtocolViolation">The peer speaks something else, or does not go with us.</exception>
    /// <exception cref="EndOfStreamException">The connection ended before it has said who it is: a port scan, a health check.</exception>
    public static async ValueTask<SocketKind> ShakeAsync(Stream stream, FrameReader frames, SocketKind ours)
    {
        await stream.WriteAsync(Greeting.Bytes);
        for (int missing; (missing = Greeting.Judge(First(frames))) > 0; )
            await NeedAsync(frames, missing);
        frames.Skip(Greeting.Size);
        await stream.WriteAsync(ReadyCommand.Frame(ours));

        await NeedAsync(frames, 1);
        var size = FrameHeader.SizeOf(frames.Buffered[0]);
        await NeedAsync(frames, size);
        var header = FrameHeader.Read(frames.Buffered);
        if (!header.IsCommand || header.Length > ReadyCommand.MaxBytes)
            throw new ProtocolViolation(ViolationReason.Handshake, "malformed handshake: the first frame is not a READY command");
        frames.Skip(size);
        await NeedAsync(frames, (int)header.Length);
        var theirs = ReadyCommand.Read(frames.Buffered[..(int)header.Length], ours);
        frames.Skip((int)header.Length);
        return theirs;
    }

    private static ReadOnlySpan<byte> First(FrameReader frames) => frames.Buffered[..Math.Min(Greeting.Size, frames.Buffered.Length)];

    private static async ValueTask NeedAsync(FrameReader frames, int count)
    {
        if (!await frames.EnsureAsync(count))
            throw new EndOfStreamException();
    }
}
