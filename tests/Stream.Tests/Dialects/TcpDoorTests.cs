using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Ingest;
using Cellect.Stream.Wire;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Dialects;

/// <summary>The door for programs without ZeroMQ, over real connections.</summary>
public class TcpDoorTests
{
    private static readonly VolumeShape Shape = new(3, 4, 5);
    private static readonly byte[] Pixels = TestVolumes.Pixels(Shape, VoxelType.UInt16, seed: 1);

    private static IngestOptions Options() =>
        new()
        {
            Endpoint = "tcp://127.0.0.1:0",
            TcpEndpoint = "tcp://127.0.0.1:0",
            DefaultVoxelMicrometres = "3,1,1",
            Limits = new WireLimits { MaxVolumeBytes = 1 << 20 },
        };

    [Fact]
    public async Task Volumes_AreAnsweredAndArrive_AndTheSeriesEndsWithTheConnection()
    {
        await using var bench = new ReceiverBench(Options());
        using (var sender = new Sender(bench.Receiver.TcpEndpoint!))
            for (var t = 0; t < 3; t++)
                Assert.Equal("ok", await sender.SendAsync("""{"dtype":"uint16","shape":[3,4,5]}""", Pixels));

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 3; t++)
            Assert.Equal(Pixels, await bench.NextVolume(t));
        Assert.Equal(EndReasons.Disconnected, (await bench.Next<SeriesEnded>()).Reason);
    }

    [Fact]
    public async Task Planes_WithTheirPlace_BecomeVolumes_AndEndEndsTheSeries()
    {
        await using var bench = new ReceiverBench(Options());
        using var sender = new Sender(bench.Receiver.TcpEndpoint!);
        for (var t = 0; t < 2; t++)
        for (var z = 0; z < 3; z++)
            Assert.Equal(
                "ok",
                await sender.SendAsync(
                    $$"""{"dtype":"uint16","shape":[4,5],"t":{{t}},"z":{{z}},"planes":3,"voxel_um":[2,0.5,0.5]}""",
                    Pixels[(40 * z)..(40 * z + 40)]
                )
            );
        Assert.Equal("ok", await sender.SendAsync("""{"end":true}""", []));

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 2; t++)
            Assert.Equal(Pixels, await bench.NextVolume(t));
        Assert.Equal(EndReasons.End, (await bench.Next<SeriesEnded>()).Reason);
    }

    [Fact]
    public async Task WrongShape_IsAnsweredWithTheReason_AndGoodOnesGoOn()
    {
        await using var bench = new ReceiverBench(Options());
        using var sender = new Sender(bench.Receiver.TcpEndpoint!);
        Assert.Equal("ok", await sender.SendAsync("""{"dtype":"uint16","shape":[3,4,5]}""", Pixels));
        Assert.Contains(
            "begin a new series",
            await sender.SendAsync("""{"dtype":"uint16","shape":[1,4,5]}""", Pixels[..40]),
            StringComparison.Ordinal
        );
        Assert.Equal("ok", await sender.SendAsync("""{"dtype":"uint16","shape":[3,4,5]}""", Pixels));

        await bench.Next<SeriesStarted>();
        Assert.Equal(Pixels, await bench.NextVolume(0));
        Assert.Equal(Pixels, await bench.NextVolume(1));
    }

    [Theory]
    [InlineData("hello", "JSON")]
    [InlineData("""{"dtype":"complex64","shape":[3,4,5]}""", "complex64")]
    [InlineData("""{"dtype":"uint16","shape":[3000,4000,5000]}""", "raise")]
    public async Task BadLine_IsAnsweredAndThatConnectionClosed(string line, string expected)
    {
        await using var bench = new ReceiverBench(Options());
        using var bad = new Sender(bench.Receiver.TcpEndpoint!);
        Assert.Contains(expected, await bad.SendAsync(line, []), StringComparison.OrdinalIgnoreCase);
        Assert.Null(await bad.AnswerAsync());
        using var good = new Sender(bench.Receiver.TcpEndpoint!);
        Assert.Equal("ok", await good.SendAsync("""{"dtype":"uint16","shape":[3,4,5]}""", Pixels));
    }

    /// <summary>A program that knows TCP and JSON and nothing else.</summary>
    private sealed class Sender : IDisposable
    {
        private readonly TcpClient _client = new();
        private readonly StreamReader _answers;

        public Sender(string endpoint)
        {
            var uri = new Uri(endpoint);
            _client.Connect(uri.Host, uri.Port);
            _answers = new StreamReader(_client.GetStream());
        }

        public async Task<string?> SendAsync(string line, byte[] pixels)
        {
            await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), TestContext.Current.CancellationToken);
            await _client.GetStream().WriteAsync(pixels, TestContext.Current.CancellationToken);
            return await AnswerAsync();
        }

        public async Task<string?> AnswerAsync()
        {
            if (await _answers.ReadLineAsync(TestContext.Current.CancellationToken) is not { } answer)
                return null;
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.TryGetProperty("error", out var error) ? error.GetString() : "ok";
        }

        public void Dispose() => _client.Dispose();
    }
}
