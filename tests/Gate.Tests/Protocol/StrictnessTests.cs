using Cellect.Gate.Protocol;
using static Cellect.Gate.Tests.Bytes;

namespace Cellect.Gate.Tests.Protocol;

/// <summary>What a peer may say, and what ends its connection, with which reason.</summary>
public class StrictnessTests
{
    public static TheoryData<string, string, byte[]> Violations =>
        new()
        {
            { "ZMTP 1", "old-protocol", [1, 0] },
            { "HTTP", "old-protocol", "GET / HTTP/1.1\r\n\r\n"u8.ToArray() },
            { "ZMTP 2", "old-protocol", Greeting(major: 1) },
            {
                "no signature",
                "old-protocol",
                new byte[64]
                    .Select(_ => (byte)0xff)
                    .ToArray()
            },
            { "another mechanism", "mechanism", [.. Greeting(mechanism: "PLAIN"), .. Ready("PUSH")] },
            { "mechanism with a tail", "mechanism", [.. Greeting(mechanism: "NULLX"), .. Ready("PUSH")] },
            { "a message in place of READY", "handshake", [.. Greeting(), .. Frame("READY"u8)] },
            { "no socket type", "handshake", [.. Greeting(), .. Command("\x05READY"u8)] },
            { "ERROR", "handshake", [.. Greeting(), .. Command("\x05ERROR\x01x"u8)] },
            { "empty command", "handshake", [.. Greeting(), .. Command([])] },
            {
                "a value with the highest bit of its length set",
                "handshake",
                [.. Greeting(), .. Command([.. "\x05READY"u8, .. Property("Socket-Type", "PUSH", 0x80000004)])]
            },
            { "a name beyond the end", "handshake", [.. Greeting(), .. Command([.. "\x05READY"u8, 200, 1, 2, 3])] },
            { "a value without its length", "handshake", [.. Greeting(), .. Command([.. "\x05READY"u8, 1, 65, 0, 0])] },
            {
                "two socket types",
                "handshake",
                [.. Greeting(), .. Command([.. "\x05READY"u8, .. Property("Socket-Type", "PUSH"), .. Property("socket-type", "PUSH")])]
            },
            {
                "a long identity",
                "handshake",
                [
                    .. Greeting(),
                    .. Command([.. "\x05READY"u8, .. Property("Socket-Type", "PUSH"), .. Property("Identity", new string('x', 256))]),
                ]
            },
            { "a long READY", "handshake", [.. Greeting(), .. Long(6, 1 << 30)] },
            { "an unknown type", "peer-type", [.. Greeting(), .. Ready("FOO")] },
            { "a type that does not go with ours", "peer-type", [.. Greeting(), .. Ready("PUB")] },
            { "empty command after the handshake", "command", [.. Handshake("PUSH"), 4, 0] },
            { "PING without a time to live", "command", [.. Handshake("PUSH"), .. Command("\x04PING"u8)] },
            { "PING with a long context", "command", [.. Handshake("PUSH"), .. Command([.. "\x04PING"u8, .. new byte[19]])] },
            { "a subscription where nothing is published", "command", [.. Handshake("PUSH"), .. Command("\x09SUBSCRIBEx"u8)] },
            { "a command that claims much", "command", [.. Handshake("PUSH"), .. Long(6, 1 << 20)] },
            { "reserved flags", "frame", [.. Handshake("PUSH"), 8, 0] },
            { "a command with more", "frame", [.. Handshake("PUSH"), 5, 0] },
            { "a length beyond 2^63", "frame", [.. Handshake("PUSH"), .. Long(2, -1)] },
            { "a large part", "too-large", [.. Handshake("PUSH"), .. Long(2, (1 << 16) + 1)] },
            { "a part of 2^62 bytes", "too-large", [.. Handshake("PUSH"), .. Long(2, 1L << 62)] },
            {
                "a large message of parts",
                "too-large",
                [.. Handshake("PUSH"), .. Frame(new byte[1 << 16], 1), .. Frame(new byte[1 << 16], 1), .. Frame([1], 0)]
            },
            { "many parts", "too-many-parts", [.. Handshake("PUSH"), .. Enumerable.Repeat(Frame([], 1), 9).SelectMany(f => f)] },
            { "a message that breaks off", "cut-off", [.. Handshake("PUSH"), .. Frame([1, 2], 1)] },
            { "a part that breaks off", "cut-off", [.. Handshake("PUSH"), 0, 20, 1, 2, 3] },
        };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Peer_Violation_EndsWithItsReason(string name, string reason, byte[] script)
    {
        foreach (var piece in new[] { int.MaxValue, 1 })
        {
            var run = await Scripted.Run(SocketKind.Pull, script, piece);
            Assert.True(run.Reason == reason, $"{name}: {run.Reason}");
            Assert.Empty(run.Messages);
            Assert.Equal((run.Opened, 0), (run.Closed, run.Defects));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public async Task Peer_GoodMessages_ComeWhole(int piece)
    {
        var large = Enumerable.Range(0, 50_000).Select(i => (byte)i).ToArray();
        byte[] script =
        [
            .. Handshake("PUSH"),
            .. Frame("a"u8, 1),
            .. Frame(large),
            .. Command([.. "\x04PING"u8, 0, 10, 1, 2, 3]),
            .. Frame([]),
            .. Long(2, 3),
            .. "abc"u8,
            .. Command("\x04PONG"u8),
        ];
        var run = await Scripted.Run(SocketKind.Pull, script, piece);

        Assert.Equal("", run.Reason);
        Assert.Equal(3, run.Messages.Count);
        Assert.Equal(large, run.Messages[0][1]);
        Assert.Empty(Assert.Single(run.Messages[1]));
        Assert.Equal("abc"u8.ToArray(), Assert.Single(run.Messages[2]));
        // The answer to a heartbeat gives its context back.
        Assert.Equal((byte[])[.. Greeting(), .. Ready("PULL"), .. Command([.. "\x04PONG"u8, 1, 2, 3])], run.Sent);
    }

    [Fact]
    public async Task Peer_Subscriptions_AsMessagesAndAsCommands()
    {
        byte[] script =
        [
            .. Handshake("SUB"),
            .. Frame([1, .. "tracks"u8]),
            .. Command("\x09SUBSCRIBEstatus"u8),
            .. Frame([1, .. "series"u8]),
            .. Command("\x06CANCELseries"u8),
            .. Frame([0, .. "never there"u8]),
        ];
        var run = await Scripted.Run(SocketKind.Pub, script);

        Assert.Equal("", run.Reason);
        Assert.True(run.Subscriptions!.Wants("tracks"u8) && run.Subscriptions.Wants("status and more"u8));
        Assert.False(run.Subscriptions.Wants("series"u8) || run.Subscriptions.Wants("track"u8));
    }

    public static TheoryData<string, byte[]> BadSubscriptions =>
        new()
        {
            { "empty", Frame([]) },
            { "neither 0 nor 1", Frame([2, 65]) },
            { "long", Frame([1, .. new byte[257]]) },
            { "long, as a command", Command([.. "\x09SUBSCRIBE"u8, .. new byte[257]]) },
            { "of two parts", [.. Frame([1], 1), .. Frame([1])] },
            { "one too many", [.. Enumerable.Range(0, 129).SelectMany(i => Frame([1, (byte)i]))] },
        };

    [Theory]
    [MemberData(nameof(BadSubscriptions))]
    public async Task Peer_BadSubscription_EndsTheConnection(string name, byte[] subscription)
    {
        var run = await Scripted.Run(SocketKind.Pub, [.. Handshake("SUB"), .. subscription]);
        Assert.True(run.Reason is "subscription" or "too-large" or "too-many-parts" or "command", $"{name}: {run.Reason}");
        Assert.Equal(0, run.Defects);
    }
}
