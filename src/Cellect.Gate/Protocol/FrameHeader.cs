using System.Buffers.Binary;

namespace Cellect.Gate.Protocol;

/// <summary>What stands before the body of a frame: flags and length.</summary>
/// <param name="More">Another part of the message follows.</param>
/// <param name="IsCommand">A command, not a part of a message.</param>
/// <param name="Length">Bytes of the body, as the peer claims.</param>
internal readonly record struct FrameHeader(bool More, bool IsCommand, long Length)
{
    public const byte MoreFlag = 1;
    public const byte LongFlag = 2;
    public const byte CommandFlag = 4;
    private const int ShortSize = 2;
    private const int LongSize = 9;

    /// <summary>Bytes of the header that begins with <paramref name="flags"/>.</summary>
    /// <exception cref="ProtocolViolation">The flags mean nothing.</exception>
    public static int SizeOf(byte flags)
    {
        if ((flags & ~(MoreFlag | LongFlag | CommandFlag)) != 0 || (flags & (MoreFlag | CommandFlag)) == (MoreFlag | CommandFlag))
            throw new ProtocolViolation(ViolationReason.Frame, $"a frame with the flags {flags:x2}");
        return (flags & LongFlag) != 0 ? LongSize : ShortSize;
    }

    /// <summary>Reads a header; as many bytes as <see cref="SizeOf"/> says must be there.</summary>
    /// <exception cref="ProtocolViolation">The length has its highest bit set.</exception>
    public static FrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        var length = (bytes[0] & LongFlag) != 0 ? BinaryPrimitives.ReadInt64BigEndian(bytes[1..]) : bytes[1];
        if (length < 0)
            throw new ProtocolViolation(ViolationReason.Frame, "a frame with a length beyond 2^63");
        return new FrameHeader((bytes[0] & MoreFlag) != 0, (bytes[0] & CommandFlag) != 0, length);
    }

    /// <summary>Writes the header of a part.</summary>
    /// <returns>How many bytes that took.</returns>
    public static int Write(Span<byte> target, int length, bool more)
    {
        var flags = more ? MoreFlag : (byte)0;
        if (length <= byte.MaxValue)
        {
            (target[0], target[1]) = (flags, (byte)length);
            return ShortSize;
        }

        target[0] = (byte)(flags | LongFlag);
        BinaryPrimitives.WriteInt64BigEndian(target[1..], length);
        return LongSize;
    }

    /// <summary>Bytes that the header of a part of that length takes.</summary>
    public static int SizeFor(int length) => length <= byte.MaxValue ? ShortSize : LongSize;
}
