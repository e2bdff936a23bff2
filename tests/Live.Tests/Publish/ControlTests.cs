using Cellect.Live.Publish;
using CsCheck;
using MessagePack;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Live.Tests.Publish;

public class ControlTests
{
    private static readonly byte[] Snapshot = Request(("v", 1), ("type", "snapshot"));

    public static TheoryData<string, byte[]> BadRequests =>
        new()
        {
            { "not a MessagePack map", [] },
            { "not a MessagePack map", "hello"u8.ToArray() },
            { "not a MessagePack map", [0xc1] },
            { "not a MessagePack map", [0xdf, 0xff, 0xff, 0xff, 0xff] },
            { "not a MessagePack map", [0x81, 0xa1, (byte)'k', 0xc9, 0xff, 0xff, 0xff, 0xff, 0, 1] },
            { "not a MessagePack map", Snapshot[..^1] },
            { "bytes after its map", [.. Snapshot, 0] },
            {
                "key that is not a string",
                MessagePackSerializer.Serialize(new Dictionary<int, int> { [1] = 1 }, cancellationToken: default)
            },
            { "version 2", Request(("v", 2), ("type", "snapshot")) },
            { "version missing", Request(("type", "snapshot")) },
            { "has no 'type'", Request(("v", 1)) },
            { "legal: snapshot, status", Request(("v", 1), ("type", "shutdown")) },
            { "not a MessagePack map", Request(("v", "one"), ("type", "snapshot")) },
            { "at most 4096", new byte[ControlRequest.MaxBytes + 1] },
            { "not a MessagePack map", [0x81, 0xa1, (byte)'k', .. Enumerable.Repeat((byte)0x91, ControlRequest.MaxBytes - 3)] },
        };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Ask_BadRequest_IsAnsweredWithTheErrorAndCounted(string expected, byte[] request)
    {
        await using var harness = new PublisherHarness();
        var answer = harness.Ask(request);
        Assert.Equal("error", answer["type"]);
        Assert.Contains(expected, (string)answer["error"]);
        Assert.Equal(1, Convert.ToInt32(harness.Ask("status")["bad_requests"]));
    }

    [Fact]
    public async Task Ask_AnyBytes_IsAlwaysAnswered()
    {
        await using var harness = new PublisherHarness();
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.Equal("error", harness.Ask(bytes)["type"]), iter: 50, threads: 1);
        Assert.Equal("snapshot", harness.Ask("snapshot")["type"]);
    }

    [Fact]
    public void Read_RequestChangedAnywhere_NeverThrows() =>
        Gen.Select(Gen.Int[0, Snapshot.Length - 1], Gen.Byte)
            .Array[1, 4]
            .Sample(changes =>
            {
                var request = Snapshot.ToArray();
                foreach (var (place, value) in changes)
                    request[place] = value;
                if (ControlRequest.Read(request, out var type, out _) is null)
                    Assert.NotEmpty(type);
            });

    [Fact]
    public async Task Ask_UnknownKeys_ArePassedOver()
    {
        await using var harness = new PublisherHarness();
        Assert.Equal("snapshot", harness.Ask(Request(("who", new[] { 1, 2 }), ("v", 1), ("type", "snapshot")))["type"]);
    }

    [Fact]
    public async Task AskDealer_WithAndWithoutEmptyFrame_IsAnsweredInKind()
    {
        await using var harness = new PublisherHarness();
        Assert.Equal("snapshot", PublisherHarness.Decode(Assert.Single(harness.AskDealer(Snapshot)))["type"]);
        var enveloped = harness.AskDealer([], Snapshot);
        Assert.Empty(enveloped[0]);
        Assert.Equal("snapshot", PublisherHarness.Decode(enveloped[1])["type"]);
    }

    [Fact]
    public async Task AskDealer_TooManyFrames_IsAnError()
    {
        await using var harness = new PublisherHarness();
        var answer = harness.AskDealer([.. Enumerable.Repeat(Snapshot, 50)]);
        Assert.Equal("error", PublisherHarness.Decode(answer[^1])["type"]);
    }

    [Fact]
    public async Task Ask_RequestBeyondEveryBound_HarmsNobodyElse()
    {
        await using var harness = new PublisherHarness();
        using (var socket = new DealerSocket(harness.Publisher.ControlEndpoint.Insert(0, ">")))
        {
            socket.SendFrame(new byte[1 << 20]);
            Assert.False(socket.TryReceiveFrameBytes(TimeSpan.FromMilliseconds(200), out _));
        }

        Assert.Equal("snapshot", harness.Ask("snapshot")["type"]);
    }

    private static byte[] Request(params (string Key, object Value)[] entries) =>
        MessagePackSerializer.Serialize(entries.ToDictionary(entry => entry.Key, entry => entry.Value));
}
