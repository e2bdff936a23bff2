using System.Buffers.Binary;
using System.Text;

namespace Cellect.Gate.Protocol;

/// <summary>The command READY of the NULL mechanism: a list of properties, of which Socket-Type must be there.</summary>
internal static class ReadyCommand
{
    /// <summary>Largest body taken, bytes. A name, a type and an identity of 255 bytes need less than half of it.</summary>
    public const int MaxBytes = 1024;

    private const int MaxIdentity = 255;

    private static ReadOnlySpan<byte> Name => "\x05READY"u8;

    /// <summary>Ours, as a whole frame.</summary>
    public static byte[] Frame(SocketKind kind)
    {
        var body = new List<byte>([.. Name]);
        Add(body, "Socket-Type", Encoding.ASCII.GetBytes(kind.Name()));
        if (kind is SocketKind.Dealer or SocketKind.Router or SocketKind.Req)
            Add(body, "Identity", []);
        return [FrameHeader.CommandFlag, (byte)body.Count, .. body];
    }

    /// <summary>Reads the peer's.</summary>
    /// <param name="body">The body of its first command.</param>
    /// <param name="ours">Our kind.</param>
    /// <returns>The kind of the peer.</returns>
    /// <exception cref="ProtocolViolation">It is malformed, or the peer does not go with us.</exception>
    public static SocketKind Read(ReadOnlySpan<byte> body, SocketKind ours)
    {
        if (body.StartsWith("\x05ERROR"u8))
            throw Bad("the peer sent ERROR");
        if (!body.StartsWith(Name))
            throw Bad("the first command is not READY");
        SocketKind? kind = null;
        for (var rest = body[Name.Length..]; rest.Length > 0; )
        {
            var name = Take(ref rest, rest[0], 1);
            if (rest.Length < 4)
                throw Bad("a property has no value");
            var value = Take(ref rest, BinaryPrimitives.ReadUInt32BigEndian(rest), 4);
            Check(name, value);
            if (Is(name, "socket-type"u8))
                kind = kind is null ? SocketKinds.Find(value) ?? throw Unknown(ours) : throw Bad("Socket-Type is there twice");
        }

        if (kind is not { } theirs)
            throw Bad("there is no Socket-Type");
        return ours.GoesWith(theirs)
            ? theirs
            : throw new ProtocolViolation(
                ViolationReason.PeerType,
                $"a {theirs.Name()} socket cannot speak with this {ours.Name()} socket"
            );
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, uint length, int prefix)
    {
        if (length > rest.Length - prefix)
            throw Bad($"a property claims {length} bytes, {rest.Length - prefix} are there");
        var taken = rest.Slice(prefix, (int)length);
        rest = rest[(prefix + (int)length)..];
        return taken;
    }

    private static void Check(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.Length == 0)
            throw Bad("a property has no name");
        foreach (var letter in name)
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'-' or (byte)'_' or (byte)'.' or (byte)'+'))
                throw Bad("the name of a property has a letter that is not allowed");
        if (Is(name, "identity"u8) && value.Length > MaxIdentity)
            throw Bad($"an identity of {value.Length} bytes; at most {MaxIdentity}");
    }

    // Names of properties know no case (RFC 23/ZMTP).
    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lowerCase) => Ascii.EqualsIgnoreCase(name, lowerCase);

    private static void Add(List<byte> body, string name, ReadOnlySpan<byte> value)
    {
        body.Add((byte)name.Length);
        body.AddRange(Encoding.ASCII.GetBytes(name));
        body.AddRange([0, 0, 0, (byte)value.Length, .. value]);
    }

    private static ProtocolViolation Bad(string what) => new(ViolationReason.Handshake, $"malformed handshake: {what}");

    private static ProtocolViolation Unknown(SocketKind ours) =>
        new(ViolationReason.PeerType, $"an unknown kind of socket cannot speak with this {ours.Name()} socket");
}
