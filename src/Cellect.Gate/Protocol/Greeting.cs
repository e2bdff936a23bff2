namespace Cellect.Gate.Protocol;

/// <summary>The first 64 bytes from either side (RFC 23/ZMTP): signature, version, mechanism NULL.</summary>
internal static class Greeting
{
    public const int Size = 64;
    private const int SignatureSize = 10;
    private const int MechanismSize = 20;

    // 3.0, not 3.1: peers then subscribe with messages, as every ZeroMQ that people use understands.
    private const byte Major = 3;

    /// <summary>Ours.</summary>
    public static readonly byte[] Bytes = Make();

    /// <summary>How many bytes of a greeting must be there before it can be judged further; 0 when all have been judged.</summary>
    /// <param name="soFar">What has come of the peer's greeting, from its first byte.</param>
    /// <exception cref="ProtocolViolation">It is not one that we take.</exception>
    public static int Judge(ReadOnlySpan<byte> soFar)
    {
        if (soFar.Length < 1)
            return 1;
        // Byte 0 of ZMTP 1 is a length; a peer of ZMTP 1 waits then and would never send 64 bytes.
        if (soFar[0] != 0xff)
            throw Old($"the first byte is {soFar[0]:x2}");
        if (soFar.Length < SignatureSize)
            return SignatureSize;
        if (soFar[SignatureSize - 1] != 0x7f)
            throw Old($"byte 9 is {soFar[SignatureSize - 1]:x2}");
        if (soFar.Length <= SignatureSize)
            return SignatureSize + 1;
        if (soFar[SignatureSize] < Major)
            throw Old($"the version is {soFar[SignatureSize]}");
        if (soFar.Length < Size)
            return Size;
        var mechanism = soFar.Slice(SignatureSize + 2, MechanismSize);
        if (!mechanism.SequenceEqual(Bytes.AsSpan(SignatureSize + 2, MechanismSize)))
            throw new ProtocolViolation(ViolationReason.Mechanism, "the mechanism is not NULL; Cellect speaks no other");
        return 0;
    }

    private static ProtocolViolation Old(string what) =>
        new(ViolationReason.OldProtocol, $"not a greeting of ZMTP 3 ({what}); use a ZeroMQ of 2013 or later (libzmq 4, pyzmq 14, NetMQ 4)");

    private static byte[] Make()
    {
        var bytes = new byte[Size];
        (bytes[0], bytes[SignatureSize - 1], bytes[SignatureSize]) = (0xff, 0x7f, Major);
        "NULL"u8.CopyTo(bytes.AsSpan(SignatureSize + 2));
        return bytes;
    }
}
