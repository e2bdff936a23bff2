using System.Buffers.Binary;
using static Cellect.Gate.Tests.Bytes;

namespace Cellect.Gate.Tests.Fuzz;

/// <summary>Makes scripts that are nearly right: pieces of the protocol, put together and damaged.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] Types = ["PUSH", "PULL", "SUB", "XSUB", "PUB", "XPUB", "REQ", "REP", "DEALER", "ROUTER", "FOO", ""];
    private static readonly long[] Lengths =
    [
        0,
        1,
        255,
        256,
        65535,
        65536,
        65537,
        1L << 20,
        1L << 31,
        1L << 62,
        long.MaxValue,
        -1,
        long.MinValue,
    ];

    /// <summary>A script out of nothing.</summary>
    public byte[] Fresh()
    {
        var script = new List<byte>(Chance(10) ? Noise(100) : Greeting(Chance(10) ? (byte)random.Next(256) : (byte)3));
        script.AddRange(Chance(10) ? Command(Noise(60)) : Ready(Types[random.Next(Types.Length)]));
        for (var i = random.Next(8); i > 0; i--)
            script.AddRange(Piece());
        return [.. script];
    }

    /// <summary>Another script, changed a little.</summary>
    public byte[] Change(byte[] script, byte[] other)
    {
        var bytes = new List<byte>(script);
        for (var i = 1 + random.Next(4); i > 0 && bytes.Count > 0; i--)
            ChangeOnce(bytes, other);
        return [.. bytes.Take(1 << 18)];
    }

    private void ChangeOnce(List<byte> bytes, byte[] other)
    {
        // The greeting is soon learnt; most of what matters comes behind it.
        var at = bytes.Count > 64 && !Chance(5) ? random.Next(64, bytes.Count) : random.Next(bytes.Count);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.InsertRange(at, Noise(20));
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(20)));
                break;
            case 4:
                bytes.InsertRange(at, Piece());
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.Skip(random.Next(other.Length + 1)));
                break;
            default:
                var length = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(length, Lengths[random.Next(Lengths.Length)]);
                bytes.InsertRange(at, length);
                break;
        }
    }

    private byte[] Piece() =>
        random.Next(9) switch
        {
            0 => Frame(Noise(300), (byte)random.Next(2)),
            1 => Frame([(byte)random.Next(3), .. Noise(300)]),
            2 => Command([.. "\x09SUBSCRIBE"u8, .. Noise(300)]),
            3 => Command([.. "\x06CANCEL"u8, .. Noise(20)]),
            4 => Command([.. "\x04PING"u8, .. Noise(20)]),
            5 => Command("\x04PONG"u8),
            6 => [.. Long((byte)random.Next(8), Lengths[random.Next(Lengths.Length)]), .. Noise(40)],
            7 => Command([.. "\x05READY"u8, .. Property("Socket-Type", Types[random.Next(Types.Length)], (uint)random.Next())]),
            _ => Noise(30),
        };

    private byte[] Noise(int most)
    {
        var bytes = new byte[random.Next(most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    private bool Chance(int percent) => random.Next(100) < percent;
}
