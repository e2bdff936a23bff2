using Cellect.Gate.Sockets;

namespace Cellect.Gate.Tests.Sockets;

public class ServiceEndpointTests
{
    [Theory]
    [InlineData("tcp://10.0.0.5:5556", "tcp://10.0.0.5:5556")]
    [InlineData("rig.lab", "tcp://rig.lab:5556")]
    [InlineData("rig.lab:7000", "tcp://rig.lab:7000")]
    public void Parse_AsPeopleWriteIt_IsRead(string text, string endpoint) => Assert.Equal(endpoint, ServiceEndpoint.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("udp://x:1")]
    [InlineData("tcp://*:5556")]
    [InlineData("tcp://host:0")]
    [InlineData("tcp://host:99999")]
    [InlineData("tcp://host:port")]
    public void Parse_NoEndpoint_SaysHowToWriteOne(string text) =>
        Assert.Contains(
            "tcp://HOST:PORT",
            Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => ServiceEndpoint.Parse(text)).Message
        );
}
