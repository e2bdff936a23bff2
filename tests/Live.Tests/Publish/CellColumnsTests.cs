using System.Buffers;
using Cellect.Data.Messages;
using Cellect.Testing;
using MessagePack;

namespace Cellect.Live.Tests.Publish;

public class CellColumnsTests
{
    [Fact]
    public void Write_TwoCells_IsAsInTheDocuments()
    {
        var bytes = Write(2);
        byte[] documented =
        [
            0x89,
            0xA5,
            0x74,
            0x72,
            0x61,
            0x63,
            0x6B,
            0xC4,
            0x08,
            1,
            0,
            0,
            0,
            2,
            0,
            0,
            0,
            0xA6,
            0x70,
            0x61,
            0x72,
            0x65,
            0x6E,
            0x74,
            0xC4,
            0x08,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            0xA1,
            0x7A,
            0xC4,
            0x08,
        ];
        Assert.Equal(documented, bytes[..documented.Length]);
    }

    [Theory]
    [InlineData(63, 0xC4)]
    [InlineData(64, 0xC5)]
    [InlineData(16383, 0xC5)]
    [InlineData(16384, 0xC6)]
    public void Write_MoreCells_UsesTheLengthOfTheDocuments(int cells, int code) => Assert.Equal(code, Write(cells)[7]);

    private static byte[] Write(int cells)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        CellColumns.Fields.WriteMap(ref writer, [.. Enumerable.Range(1, cells).Select(track => FakeSeries.Cell(track))]);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
