using Cellect.Data.Ledger;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Wire;
using Cellect.Stream.Wire;
using Cellect.Testing;
using MessagePack;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Stream.Tests.Ingest;

public class ReceiverTests
{
    private static readonly VolumeShape Shape = new(3, 4, 5);

    public static TheoryData<VoxelType, Compression> Formats()
    {
        var data = new TheoryData<VoxelType, Compression>();
        foreach (var type in Enum.GetValues<VoxelType>())
        foreach (var compression in Enum.GetValues<Compression>())
            data.Add(type, compression);
        return data;
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Run_VolumesWholeSlicedAndInPlanes_ArriveAsSent(VoxelType type, Compression compression)
    {
        await using var bench = new ReceiverBench();
        var pixels = TestVolumes.Pixels(Shape, type, seed: 1);
        var slices = pixels.Chunk(pixels.Length / Shape.Z).Select(slice => PixelEncoder.Encode(slice, compression)).ToArray();
        bench.Send(Messages.Volume("run", 0, Shape, type) with { Compression = compression }, PixelEncoder.Encode(pixels, compression));
        bench.Send(Messages.Volume("run", 1, Shape, type) with { Compression = compression }, slices);
        for (var z = 0; z < Shape.Z; z++)
            bench.Send(Messages.Plane("run", 2, z, Shape, (ulong)(2 + z), type) with { Compression = compression }, slices[z]);
        bench.Send(new EndMessage { Series = "run", Seq = 5 });

        var started = await bench.Next<SeriesStarted>();
        for (var t = 0; t < 3; t++)
            Assert.Equal(pixels, await bench.NextVolume(t));
        var ended = await bench.Next<SeriesEnded>();
        Assert.Equal(("run", "end"), (ended.Series, ended.Reason));
        Assert.Same(started.Ledger, ended.Ledger);
        Assert.Equal(3, ended.Ledger.Snapshot().Of(LedgerStates.InFlight));
        Assert.Equal((0, 3), (bench.Counters.LostMessages, bench.Counters.Volumes));
        Assert.Empty(bench.Counters.Malformed);
    }

    [Fact]
    public async Task Run_HeaderOfAVolume_HasEverythingThatWasTold()
    {
        await using var bench = new ReceiverBench();
        byte[] meta = MessagePackSerializer.Serialize(
            new Dictionary<string, int> { ["laser"] = 7 },
            cancellationToken: TestContext.Current.CancellationToken
        );
        bench.Send(
            new StartMessage
            {
                Series = "run",
                Seq = 0,
                VoxelMicrometres = new VoxelSize(5, 1, 1),
                Meta = meta,
            }
        );
        bench.Send(
            Messages.Volume("run", 0, Shape, seq: 1) with
            {
                VoxelMicrometres = null,
                ExposureEndNs = 42,
                OriginMicrometres = (1, 2, 3),
                Meta = meta,
            },
            new byte[120]
        );

        var started = await bench.Next<SeriesStarted>();
        Assert.Equal(meta, started.Start!.Meta.ToArray());
        var ready = await bench.Next<VolumeReady>();
        using var volume = ready.Volume;
        var now = bench.Time.UtcNanoseconds();
        Assert.Equal(meta, volume.Header.Meta.ToArray());
        Assert.Equal(
            TestVolumes.Header("run", 0, Shape) with
            {
                Seq = 1,
                VoxelMicrometres = new VoxelSize(5, 1, 1),
                ExposureEndNs = 42,
                OriginMicrometres = (1, 2, 3),
                ReceivedNs = now,
                AssembledNs = now,
            },
            volume.Header with
            {
                Meta = default,
            }
        );
        Assert.True(ready.IsTracked);
    }

    [Fact]
    public async Task Run_SeveralChannels_OnlyTheTrackedOneIsInTheLedger()
    {
        await using var bench = new ReceiverBench(ReceiverBench.Options(tracked: 1));
        bench.Send(Messages.Volume("run", 0, Shape, VoxelType.UInt8, c: 0, seq: 0), new byte[60]);
        bench.Send(Messages.Volume("run", 0, new VolumeShape(1, 2, 2), c: 1, seq: 1), new byte[8]);

        var started = await bench.Next<SeriesStarted>();
        var other = await bench.Next<VolumeReady>();
        var tracked = await bench.Next<VolumeReady>();
        other.Volume.Dispose();
        tracked.Volume.Dispose();
        Assert.False(other.IsTracked);
        Assert.True(tracked.IsTracked);
        Assert.Equal(1, started.Ledger.Snapshot().Expected);
    }

    [Fact]
    public async Task Run_Stopped_EndsTheSeriesAndCompletesTheChannel()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), new byte[120]);
        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);

        var ended = Assert.IsType<SeriesEnded>(Assert.Single(await bench.Stop()));
        Assert.Equal(EndReasons.Stopped, ended.Reason);
        Assert.Equal(1, bench.Counters.Messages);
        Assert.InRange(bench.Counters.Bytes, 121, 400);
    }

    [Fact]
    public async Task Run_SubscriberToAPublishingMicroscope_Receives()
    {
        using var publisher = new XPublisherSocket();
        var port = publisher.BindRandomPort("tcp://127.0.0.1");
        await using var bench = new ReceiverBench(
            new IngestOptions { Endpoint = $"tcp://127.0.0.1:{port}", Mode = SocketMode.SubConnect },
            connectSender: false
        );
        Assert.Equal([1], publisher.ReceiveFrameBytes());
        publisher.SendMultipartBytes(WireEncoder.Encode(Messages.Volume("run", 3, Shape)), new byte[120]);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(3);
    }

    [Fact]
    public void Constructor_EndpointInUse_SaysSo()
    {
        using var pool = new DiagnosticVolumePool();
        using var first = new Receiver(ReceiverBench.Options(), pool, TimeProvider.System, new RecordingLogger());

        var fault = Assert.Throws<InvalidOperationException>(() =>
            new Receiver(new IngestOptions { Endpoint = first.Endpoint }, pool, TimeProvider.System, new RecordingLogger())
        );
        Assert.Contains(first.Endpoint, fault.Message);
    }
}
