using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace Cellect.Data.Pixels;

/// <summary>
/// The format of HDF5's LZ4 and bitshuffle-LZ4 filters: the unpacked length (u64, big-endian), the length of a block (u32), then each block
/// as its packed length (u32) and an LZ4 block. Bitshuffled blocks hold bit 0 of all values, then bit 1, and so on; the last values that
/// fill no group of eight follow as they are. Source: kiyo-masui/bitshuffle, format description.
/// </summary>
internal static class PackedBlocks
{
    private const int HeaderBytes = 12;
    private const int Group = 8;

    /// <summary>Unpacks blocks.</summary>
    /// <param name="packed">Header and blocks.</param>
    /// <param name="length">Bytes that must come out.</param>
    /// <param name="elementBytes">Bytes of a bitshuffled value; 0: not bitshuffled.</param>
    /// <returns>The bytes; null for damaged data or another length.</returns>
    public static byte[]? Unpack(ReadOnlySpan<byte> packed, int length, int elementBytes)
    {
        if (packed.Length < HeaderBytes || BinaryPrimitives.ReadUInt64BigEndian(packed) != (ulong)length)
            return null;
        var blockBytes = BinaryPrimitives.ReadUInt32BigEndian(packed[8..]);
        if (blockBytes is 0 or > int.MaxValue || (elementBytes > 0 && blockBytes % (Group * elementBytes) != 0))
            return null;
        var values = new byte[length];
        var whole = elementBytes > 0 ? length - length % (Group * elementBytes) : length;
        var (from, at) = (HeaderBytes, 0);
        while (at < whole)
        {
            var size = (int)Math.Min(blockBytes, whole - at);
            if (from + 4 > packed.Length)
                return null;
            var stored = BinaryPrimitives.ReadUInt32BigEndian(packed[from..]);
            from += 4;
            if (stored > packed.Length - from || !Block(packed.Slice(from, (int)stored), values.AsSpan(at, size), elementBytes))
                return null;
            (from, at) = (from + (int)stored, at + size);
        }

        var rest = packed[from..];
        if (rest.Length < length - whole)
            return null;
        rest[..(length - whole)].CopyTo(values.AsSpan(whole));
        return values;
    }

    private static bool Block(ReadOnlySpan<byte> stored, Span<byte> values, int elementBytes)
    {
        if (elementBytes == 0)
        {
            // A block that did not become smaller is stored as it was.
            if (stored.Length != values.Length)
                return LZ4Codec.Decode(stored, values) == values.Length;
            stored.CopyTo(values);
            return true;
        }

        var shuffled = new byte[values.Length];
        if (LZ4Codec.Decode(stored, shuffled) != shuffled.Length)
            return false;
        Unshuffle(shuffled, values, elementBytes);
        return true;
    }

    private static void Unshuffle(ReadOnlySpan<byte> shuffled, Span<byte> values, int elementBytes)
    {
        var count = values.Length / elementBytes;
        var row = count / Group;
        values.Clear();
        for (var bit = 0; bit < 8 * elementBytes; bit++)
        {
            var bits = shuffled.Slice(bit * row, row);
            var mask = (byte)(1 << (bit % 8));
            for (var i = 0; i < count; i++)
                if ((bits[i / Group] >> (i % Group) & 1) != 0)
                    values[i * elementBytes + bit / 8] |= mask;
        }
    }
}
