using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Cellect.Batch.Plans;
using Cellect.Data.Tracks;
using Cellect.Model.Detections;

namespace Cellect.Batch.Chunks;

/// <summary>
/// The file of a chunk's cells: a head that names the plan and the chunk, then a record a time point, each with its length before and its
/// hash after it. Nothing in it tells who wrote it, or when: whoever does the chunk writes the same bytes. Little-endian.
/// </summary>
internal static class ChunkFile
{
    private const int MostRecordBytes = 1 << 30;
    private const int MostCells = 1 << 22;

    /// <summary>What the file begins with.</summary>
    public static byte[] Head(BatchPlan plan, int chunk) =>
        Encoding.ASCII.GetBytes($"cellect chunk 1\n{plan.Id} {PlanFolder.Name(chunk)}\n");

    /// <summary>Adds a record.</summary>
    public static void Append(System.IO.Stream file, ChunkFrame frame)
    {
        var content = Content(frame);
        var record = new byte[sizeof(int) + content.Length + sizeof(ulong)];
        BitConverter.TryWriteBytes(record, content.Length);
        content.CopyTo(record, sizeof(int));
        BitConverter.TryWriteBytes(record.AsSpan(sizeof(int) + content.Length), XxHash3.HashToUInt64(content));
        file.Write(record);
    }

    /// <summary>Reads the next record.</summary>
    /// <returns>Null at the end, or where what follows is torn or damaged.</returns>
    public static ChunkFrame? Read(System.IO.Stream file)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        if (file.ReadAtLeast(word[..sizeof(int)], sizeof(int), throwOnEndOfStream: false) < sizeof(int))
            return null;
        var length = BitConverter.ToInt32(word);
        if (length is < 0 or > MostRecordBytes || length > file.Length - file.Position - sizeof(ulong))
            return null;
        var content = new byte[length];
        file.ReadExactly(content);
        file.ReadExactly(word);
        return BitConverter.ToUInt64(word) == XxHash3.HashToUInt64(content) ? Parse(content) : null;
    }

    /// <summary>Opens a file behind its head.</summary>
    /// <returns>Null where there is none of this plan and chunk.</returns>
    public static FileStream? Open(string path, BatchPlan plan, int chunk)
    {
        var head = Head(plan, chunk);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var read = new byte[head.Length];
        if (file.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) == read.Length && read.AsSpan().SequenceEqual(head))
            return file;
        file.Dispose();
        return null;
    }

    private static byte[] Content(ChunkFrame frame)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.Write(frame.T);
        writer.Write(frame.Unusable ?? "");
        foreach (var value in new[] { frame.Shift.Z, frame.Shift.Y, frame.Shift.X, frame.Seen.Z, frame.Seen.Y, frame.Seen.X })
            writer.Write(value);
        writer.Write(frame.Repeated);
        foreach (var value in new[] { frame.Factor.Z, frame.Factor.Y, frame.Factor.X })
            writer.Write(value);
        writer.Write(frame.Cells.Length);
        writer.Write(MemoryMarshal.AsBytes(frame.Cells.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(frame.Embeddings.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(frame.Brightness.AsSpan()));
        writer.Write(frame.Foreground is not null);
        if (frame.Foreground is { } map)
        {
            foreach (var value in new[] { frame.Core.Z, frame.Core.Y, frame.Core.X, map.Depth, map.Height, map.Width, map.LateralStride })
                writer.Write(value);
            using var zstd = new ZstdSharp.Compressor(1);
            var packed = zstd.Wrap(map.Probability);
            writer.Write(packed.Length);
            writer.Write(packed);
        }

        writer.Flush();
        return memory.ToArray();
    }

    private static ChunkFrame Parse(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        var t = reader.ReadInt32();
        var unusable = reader.ReadString();
        var shift = Three(reader);
        var seen = Three(reader);
        var repeated = reader.ReadBoolean();
        var factor = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        var count = reader.ReadInt32();
        if (count is < 0 or > MostCells)
            throw new InvalidDataException($"time point {t} counts {count} cells");
        var cells = Values<Detection>(reader, count);
        var frame = new ChunkFrame(
            t,
            unusable.Length == 0 ? null : unusable,
            shift,
            repeated,
            factor,
            seen,
            cells,
            Values<float>(reader, count * DetectedFrame.EmbeddingLength),
            Values<float>(reader, count)
        );
        if (!reader.ReadBoolean())
            return frame;
        var core = Three(reader);
        var (depth, height, width) = Three(reader);
        var stride = reader.ReadInt32();
        using var zstd = new ZstdSharp.Decompressor();
        var map = new byte[checked(depth * height * width)];
        if (zstd.Unwrap(reader.ReadBytes(reader.ReadInt32()), map) != map.Length)
            throw new InvalidDataException($"time point {t}: its foreground is of another size");
        return frame with { Foreground = new Foreground(depth, height, width, stride, map), Core = core };
    }

    private static (int Z, int Y, int X) Three(BinaryReader reader) => (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());

    private static T[] Values<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
