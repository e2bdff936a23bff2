using System.Buffers.Binary;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Columns of a table as MessagePack <c>bin</c>: 4 bytes a row, little-endian, so that numpy reads them in place.</summary>
internal static class Column
{
    private const int RowBytes = 4;

    /// <summary>A column of int32, numpy <c>&lt;i4</c>.</summary>
    public static WriteValue<IReadOnlyList<T>> Of<T>(Func<T, int> value) =>
        (ref writer, rows) =>
        {
            var span = Begin(ref writer, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                BinaryPrimitives.WriteInt32LittleEndian(span[(i * RowBytes)..], value(rows[i]));
            writer.Advance(rows.Count * RowBytes);
        };

    /// <summary>A column of float32, numpy <c>&lt;f4</c>.</summary>
    public static WriteValue<IReadOnlyList<T>> Of<T>(Func<T, float> value) =>
        (ref writer, rows) =>
        {
            var span = Begin(ref writer, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                BinaryPrimitives.WriteSingleLittleEndian(span[(i * RowBytes)..], value(rows[i]));
            writer.Advance(rows.Count * RowBytes);
        };

    private static Span<byte> Begin(ref MessagePackWriter writer, int rows)
    {
        writer.WriteBinHeader(rows * RowBytes);
        return writer.GetSpan(Math.Max(1, rows * RowBytes));
    }
}
