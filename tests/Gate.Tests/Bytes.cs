using System.Buffers.Binary;
using System.Text;

namespace Cellect.Gate.Tests;

/// <summary>What peers send, right and wrong, made by hand and not by the code under test.</summary>
internal static class Bytes
{
    public static byte[] Greeting(byte major = 3, string mechanism = "NULL")
    {
        var bytes = new byte[64];
        (bytes[0], bytes[9], bytes[10]) = (0xff, 0x7f, major);
        Encoding.ASCII.GetBytes(mechanism).CopyTo(bytes, 12);
        return bytes;
    }

    public static byte[] Ready(string type) => Command([.. "\x05READY"u8, .. Property("Socket-Type", type)]);

    public static byte[] Property(string name, string value, uint? claimed = null)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, claimed ?? (uint)value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. Encoding.ASCII.GetBytes(value)];
    }

    public static byte[] Command(ReadOnlySpan<byte> body) => Frame(body, 4);

    public static byte[] Frame(ReadOnlySpan<byte> body, byte flags = 0) =>
        body.Length <= 255 ? [flags, (byte)body.Length, .. body] : [.. Long((byte)(flags | 2), body.Length), .. body];

    /// <summary>The head of a frame that claims so many bytes.</summary>
    public static byte[] Long(byte flags, long length)
    {
        var bytes = new byte[9];
        bytes[0] = flags;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), length);
        return bytes;
    }

    /// <summary>A handshake as it should be.</summary>
    public static byte[] Handshake(string type) => [.. Greeting(), .. Ready(type)];
}
