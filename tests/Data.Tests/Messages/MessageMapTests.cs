using Cellect.Data.Messages;
using MessagePack;

namespace Cellect.Data.Tests.Messages;

public class MessageMapTests
{
    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x2A })]
    [InlineData(new byte[] { 0x81 })]
    [InlineData(new byte[] { 0xDF, 0x7F, 0xFF, 0xFF, 0xFF })]
    public void Read_NoMap_IsRefused(byte[] body) => Assert.Throws<InvalidDataException>(() => MessageMap.Read(body));

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        var body = new byte[5000];
        Array.Fill(body, (byte)0x91);
        body[0] = 0x81;
        body[1] = 0xA0;

        Assert.Throws<InvalidDataException>(() => MessageMap.Read(body));
    }

    [Fact]
    public void Column_WrongLength_NamesIt()
    {
        var map = Map(new() { ["z"] = new byte[7], ["y"] = new byte[8] });

        Assert.Contains("'z'", Assert.Throws<InvalidDataException>(() => map.Column<float>("z")).Message);
        Assert.Contains("3 rows", Assert.Throws<InvalidDataException>(() => map.Column<float>("y", 3)).Message);
        Assert.Equal(2, map.Column<float>("y").Length);
    }

    [Fact]
    public void Numbers_OfAnyWidth_AreRead()
    {
        var map = Map(
            new()
            {
                ["a"] = 5,
                ["b"] = -70_000,
                ["c"] = ulong.MaxValue,
                ["d"] = 1.5f,
                ["e"] = "x",
            }
        );

        Assert.Equal((5L, -70_000L, long.MaxValue, 1.5), (map.Whole("a"), map.Whole("b"), map.Whole("c"), map.Number("d")));
        Assert.Throws<InvalidDataException>(() => map.Whole("e"));
        Assert.Throws<InvalidDataException>(() => map.Small("c"));
        Assert.Throws<InvalidDataException>(() => map.Whole("absent"));
    }

    private static MessageMap Map(Dictionary<string, object> content) => MessageMap.Read(MessagePackSerializer.Serialize(content));
}
