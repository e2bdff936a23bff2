using Cellect.Data.Volumes;
using Cellect.Overlay.Viewing;
using MessagePack;

namespace Cellect.Overlay.Tests.Viewing;

public class RemoteMapTests
{
    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x2A })]
    [InlineData(new byte[] { 0x81 })]
    [InlineData(new byte[] { 0xDF, 0x7F, 0xFF, 0xFF, 0xFF })]
    public void Read_NoMap_IsRefused(byte[] body) => Assert.Throws<InvalidDataException>(() => RemoteMap.Read(body));

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        var body = new byte[5000];
        Array.Fill(body, (byte)0x91);
        body[0] = 0x81;
        body[1] = 0xA0;

        Assert.Throws<InvalidDataException>(() => RemoteMap.Read(body));
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

    [Theory]
    [InlineData(0, 4, 4)]
    [InlineData(100_000, 100_000, 100_000)]
    [InlineData(-1, 4, 4)]
    public void Preview_ImpossibleShape_IsRefusedBeforeMemoryIsTaken(int z, int y, int x)
    {
        var map = Map(new() { ["shape"] = new object[] { z, y, x }, ["dtype"] = "u1" });
        using var reader = new RemotePreview(new VolumePool());

        Assert.Throws<InvalidDataException>(() => reader.Read(map, []));
    }

    [Theory]
    [InlineData("tcp://10.0.0.5:5556", "tcp://10.0.0.5:5556")]
    [InlineData("rig.lab", "tcp://rig.lab:5556")]
    [InlineData("rig.lab:7000", "tcp://rig.lab:7000")]
    public void Endpoint_AsPeopleWriteIt_IsRead(string text, string endpoint) => Assert.Equal(endpoint, ServiceEndpoint.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("udp://x:1")]
    [InlineData("tcp://*:5556")]
    [InlineData("tcp://host:0")]
    [InlineData("tcp://host:99999")]
    [InlineData("tcp://host:port")]
    public void Endpoint_NoEndpoint_SaysHowToWriteOne(string text) =>
        Assert.Contains(
            "tcp://HOST:PORT",
            Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => ServiceEndpoint.Parse(text)).Message
        );

    private static RemoteMap Map(Dictionary<string, object> content) => RemoteMap.Read(MessagePackSerializer.Serialize(content));
}
