using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;

namespace Cellect.Data.Zarr;

/// <summary>
/// Unpacks a Blosc 1 frame, the default packing of Zarr 2: a header of 16 bytes, the offset of each block, and in each block one packed
/// stream, or one for each byte of a value. With LZ4, zlib or Zstandard inside, plain or byte-shuffled. Layout: c-blosc,
/// README_CHUNK_FORMAT.
/// </summary>
internal static class BloscFrame
{
    private const int HeaderBytes = 16;
    private const int Shuffled = 1,
        Copied = 2,
        BitShuffled = 4,
        NotSplit = 16;
    private const int Lz4 = 1,
        Zlib = 3,
        Zstd = 4;

    /// <summary>Unpacks a frame.</summary>
    /// <param name="frame">The chunk file.</param>
    /// <param name="values">Exactly as long as the frame's content.</param>
    /// <exception cref="InvalidDataException">The frame is damaged, of another length, or packed in another way.</exception>
    public static void Unpack(ReadOnlySpan<byte> frame, Span<byte> values)
    {
        if (frame.Length < HeaderBytes)
            throw new InvalidDataException($"Blosc frame of {frame.Length} bytes; its header alone has {HeaderBytes}");
        var flags = frame[2];
        var (typeSize, length, blockSize) = (Math.Max(1, (int)frame[3]), Int(frame, 4), Int(frame, 8));
        if (length != values.Length)
            throw new InvalidDataException($"Blosc frame holds {length} bytes, the chunk has {values.Length}");
        if ((flags & Copied) != 0)
        {
            Part(frame, HeaderBytes, length).CopyTo(values);
            return;
        }

        if ((flags & BitShuffled) != 0)
            throw new InvalidDataException("Blosc with bit-shuffle is not read; write it with byte-shuffle or without");
        if (blockSize < 1)
            throw new InvalidDataException($"Blosc frame with blocks of {blockSize} bytes is damaged");
        var scratch = new byte[Math.Min(blockSize, length)];
        for (int at = 0, block = 0; at < length; at += blockSize, block++)
        {
            var size = Math.Min(blockSize, length - at);
            var target = scratch.AsSpan(0, size);
            var isWhole = size == blockSize;
            UnpackBlock(frame, Int(frame, HeaderBytes + 4 * block), target, (flags & NotSplit) == 0 && isWhole ? typeSize : 1, flags >> 5);
            if ((flags & Shuffled) != 0 && typeSize > 1)
                Unshuffle(target, values.Slice(at, size), typeSize);
            else
                target.CopyTo(values[at..]);
        }
    }

    private static void UnpackBlock(ReadOnlySpan<byte> frame, int at, Span<byte> block, int splits, int codec)
    {
        var size = block.Length / splits;
        for (var split = 0; split < splits; split++)
        {
            var packed = Int(frame, at);
            var part = Part(frame, at + 4, packed);
            var target = block.Slice(split * size, size);
            if (packed == size)
                part.CopyTo(target);
            else if (Decode(codec, part, target) != size)
                throw new InvalidDataException("Blosc frame is damaged: a block does not unpack to its size");
            at += 4 + packed;
        }
    }

    private static int Decode(int codec, ReadOnlySpan<byte> packed, Span<byte> target) =>
        codec switch
        {
            Lz4 => LZ4Codec.Decode(packed, target),
            Zlib => Inflate(packed, target),
            Zstd => ZstdChunk.Unpack(packed, target),
            _ => throw new InvalidDataException(
                $"Blosc with packing number {codec} is not read (0 blosclz, 2 snappy); write it with lz4, zlib or zstd"
            ),
        };

    private static int Inflate(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
    }

    private static void Unshuffle(ReadOnlySpan<byte> shuffled, Span<byte> values, int typeSize)
    {
        var count = shuffled.Length / typeSize;
        for (var b = 0; b < typeSize; b++)
        for (var i = 0; i < count; i++)
            values[i * typeSize + b] = shuffled[b * count + i];
        shuffled[(count * typeSize)..].CopyTo(values[(count * typeSize)..]);
    }

    private static int Int(ReadOnlySpan<byte> frame, int at) => BinaryPrimitives.ReadInt32LittleEndian(Part(frame, at, 4));

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> frame, int at, int length) =>
        at >= 0 && length >= 0 && (long)at + length <= frame.Length
            ? frame.Slice(at, length)
            : throw new InvalidDataException($"Blosc frame of {frame.Length} bytes is cut off");
}
