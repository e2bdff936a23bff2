using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Cellect.Testing;

/// <summary>Damages bytes as bad disks, other programs and bad people do.</summary>
/// <param name="random">Decides everything.</param>
internal sealed class ByteMutator(Random random)
{
    private static readonly long[] Numbers =
    [
        -1,
        0,
        1,
        255,
        65_535,
        65_536,
        int.MaxValue,
        uint.MaxValue,
        1L << 40,
        1L << 62,
        long.MaxValue,
        long.MinValue,
    ];

    /// <summary>Another input, changed a little.</summary>
    /// <param name="bytes">The input.</param>
    /// <param name="other">Another one, to take pieces of.</param>
    public byte[] Change(byte[] bytes, byte[] other)
    {
        var changed = new List<byte>(bytes);
        for (var i = 1 + random.Next(4); i > 0; i--)
            ChangeOnce(changed, other);
        return [.. changed];
    }

    private void ChangeOnce(List<byte> bytes, byte[] other)
    {
        // Headers are at the beginning, and what refers to the rest often at the end.
        var at = random.Next(3) switch
        {
            0 => random.Next(Math.Min(bytes.Count, 64) + 1),
            1 => bytes.Count - random.Next(Math.Min(bytes.Count, 512) + 1),
            _ => random.Next(bytes.Count + 1),
        };
        var left = bytes.Count - at;
        switch (random.Next(9))
        {
            case 0 when left > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when left > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.InsertRange(at, Noise(20));
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(left, 1 + random.Next(20)));
                break;
            case 4:
                bytes.RemoveRange(at, left);
                break;
            case 5:
                bytes.RemoveRange(at, left);
                bytes.AddRange(other.Skip(random.Next(other.Length + 1)).Take(1 << 16));
                break;
            case 6:
                Overwrite(bytes, at, Number());
                break;
            case 7:
                ReplaceDigits(bytes, at);
                break;
            default:
                bytes.InsertRange(at, [.. bytes.Skip(at).Take(1 + random.Next(64))]);
                break;
        }
    }

    private byte[] Number()
    {
        var value = Numbers[random.Next(Numbers.Length)];
        var number = new byte[8];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
        else
            BinaryPrimitives.WriteInt64BigEndian(number, value);
        return number[..(1 << random.Next(4))];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (var i = 0; i < with.Length && at + i < bytes.Count; i++)
            bytes[at + i] = with[i];
    }

    /// <summary>The next number that is written as text becomes another one.</summary>
    private void ReplaceDigits(List<byte> bytes, int at)
    {
        while (at < bytes.Count && !char.IsAsciiDigit((char)bytes[at]))
            at++;
        var end = at;
        while (end < bytes.Count && char.IsAsciiDigit((char)bytes[end]))
            end++;
        bytes.RemoveRange(at, end - at);
        var text = random.Next(4) switch
        {
            0 => "1e308",
            1 => "-1",
            2 => "null",
            _ => Numbers[random.Next(Numbers.Length)].ToString(CultureInfo.InvariantCulture),
        };
        bytes.InsertRange(at, Encoding.ASCII.GetBytes(text));
    }

    private byte[] Noise(int most)
    {
        var bytes = new byte[random.Next(most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }
}
