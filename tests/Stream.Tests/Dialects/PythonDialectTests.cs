using System.Net;
using System.Net.Sockets;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Ingest;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Dialects;

/// <summary>Each dialect from a real sender in Python (pyzmq, cbor2, a plain socket), against the real receiver.</summary>
public class PythonDialectTests
{
    private static readonly VolumeShape Shape = new(3, 4, 5);
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "Stream.Tests", "Dialects", "senders.py");

    [Theory]
    [InlineData("recipe")]
    [InlineData("topic")]
    [InlineData("four")]
    [InlineData("listed")]
    [InlineData("big")]
    [InlineData("signed", 12_768)]
    [InlineData("channels", 0, 2)]
    [InlineData("array1")]
    [InlineData("dectris", 0, 1, "cbor2")]
    [InlineData("dectris-lz4", 0, 1, "cbor2, lz4.block")]
    public async Task Pushed_EveryVoxelArrives(string dialect, int added = 0, int channels = 1, string needs = "zmq")
    {
        SkipWithout(needs);
        await using var bench = new ReceiverBench(connectSender: false);
        await AssertArrives(bench, Python.Run(Script, dialect, bench.Receiver.Endpoint), added, channels);
    }

    [Fact]
    public async Task MicroManager_Published_EveryVoxelArrives()
    {
        var endpoint = FreeEndpoint();
        await using var bench = new ReceiverBench(
            new IngestOptions
            {
                Endpoint = endpoint,
                Mode = SocketMode.SubConnect,
                DefaultVoxelMicrometres = "3,1,1",
            },
            connectSender: false
        );
        await AssertArrives(bench, Python.Run(Script, "micromanager", endpoint));
    }

    [Fact]
    public async Task PlainTcp_EveryVoxelArrives()
    {
        var options = new IngestOptions { Endpoint = "tcp://127.0.0.1:0", TcpEndpoint = "tcp://127.0.0.1:0" };
        await using var bench = new ReceiverBench(options, connectSender: false);
        await AssertArrives(bench, Python.Run(Script, "door", bench.Receiver.TcpEndpoint!));
    }

    private static async Task AssertArrives(ReceiverBench bench, Task sending, int added = 0, int channels = 1)
    {
        var started = bench.Next<SeriesStarted>();
        // A sender that cannot run ends the test at once.
        if (await Task.WhenAny(sending, started) == sending)
            await sending;
        await started;
        for (var t = 0; t < 2; t++)
        for (var c = 0; c < channels; c++)
        {
            using var volume = (await bench.Next<VolumeReady>()).Volume;
            Assert.Equal((t, c, Shape), (volume.Header.T, volume.Header.C, volume.Header.Shape));
            Assert.Equal(Expected(t, added + (5000 * c)), volume.AsSpan<ushort>().ToArray());
        }

        await sending;
        Assert.Empty(bench.Counters.Malformed);
    }

    private static IEnumerable<ushort> Expected(int t, int added) =>
        from z in Enumerable.Range(0, Shape.Z)
        from y in Enumerable.Range(0, Shape.Y)
        from x in Enumerable.Range(0, Shape.X)
        select (ushort)((1000 * t) + (100 * z) + (10 * y) + x + added);

    private static void SkipWithout(string modules) =>
        Assert.SkipUnless(
            Python.Has(modules),
            $"no python3 with {modules} here (Debian: apt-get install python3-cbor2 python3-lz4 python3-zmq)"
        );

    private static string FreeEndpoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"tcp://{listener.LocalEndpoint}";
    }
}
