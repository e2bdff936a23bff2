using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cellect.Data.Csv;

/// <summary>Writes comma-separated numbers and words as UTF-8, invariant culture, shortest form that reads back the same; reused line after
/// line.</summary>
internal sealed class CsvLine
{
    private const int LongestNumber = 32;

    private readonly ArrayBufferWriter<byte> _buffer = new(64 << 10);
    private bool _inLine;

    /// <summary>What has been written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Clear()
    {
        _buffer.ResetWrittenCount();
        _inLine = false;
    }

    public CsvLine Add<T>(T value)
        where T : struct, IUtf8SpanFormattable
    {
        if (_inLine)
            Put((byte)',');
        _inLine = true;
        if (!value.TryFormat(_buffer.GetSpan(LongestNumber), out var bytes, default, CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"number {value} is longer than {LongestNumber} bytes");
        _buffer.Advance(bytes);
        return this;
    }

    /// <summary>A number, or nothing between two commas.</summary>
    public CsvLine AddOptional<T>(T? value)
        where T : struct, IUtf8SpanFormattable => value is { } number ? Add(number) : AddWord("");

    /// <summary>Text as it is: it must have no comma, quote or line feed.</summary>
    public CsvLine AddWord(string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n") >= 0)
            throw new ArgumentException($"'{text}' has a comma, a quote or a line feed and cannot stand in a table");
        if (_inLine)
            Put((byte)',');
        _inLine = true;
        Encoding.UTF8.GetBytes(text, _buffer);
        return this;
    }

    public void EndLine()
    {
        Put((byte)'\n');
        _inLine = false;
    }

    private void Put(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }
}
