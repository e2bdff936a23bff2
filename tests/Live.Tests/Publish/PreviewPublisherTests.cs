using Cellect.Data.Messages;
using Cellect.Data.Volumes;
using Cellect.Live.Publish;
using Cellect.Overlay.Viewing;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Live.Tests.Publish;

public class PreviewPublisherTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly VolumeShape Shape = new(8, 64, 96);

    private readonly VolumePool _pool = new();

    [Fact]
    public async Task See_NobodyWatches_KeepsTheNewestVolumeAlone()
    {
        await using (var publisher = New(new PublishOptions()))
        {
            for (var t = 0; t < 10; t++)
                Show(publisher, t);
            Assert.False(publisher.Watched);
            Assert.Equal(1, _pool.Lent);
        }

        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    public async Task Subscribe_AfterTheLastVolume_GetsItAtOnceAndWithinTheSize()
    {
        await using var publisher = New(new PublishOptions { PreviewMaxBytes = 4096 });
        Show(publisher, 7);
        using var viewer = Viewer(publisher);

        var (header, volume) = Receive(viewer);
        using (volume)
        {
            Assert.Equal((7, "run 1"), (volume.Header.T, volume.Header.Series));
            Assert.True(volume.Header.Shape.Voxels <= 4096);
            Assert.Equal(
                Shape.X * 0.5,
                volume.Header.Shape.X * volume.Header.VoxelMicrometres.X,
                tolerance: volume.Header.VoxelMicrometres.X
            );
            Assert.InRange(Mean(volume), 900, 1100);
            Assert.Equal("u1", header.Text("dtype"));
        }
    }

    [Fact]
    public async Task Subscribe_SecondViewer_GetsThePictureAtOnceToo()
    {
        await using var publisher = New(new PublishOptions());
        Show(publisher, 3);
        using var first = Viewer(publisher);
        Receive(first).Volume.Dispose();
        using var second = Viewer(publisher);

        using var volume = Receive(second).Volume;
        Assert.Equal(3, volume.Header.T);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task See_SeveralChannels_EachHasItsPreview()
    {
        await using var publisher = New(new PublishOptions { PreviewsPerSecond = 30 });
        Show(publisher, 0, channel: 0);
        Show(publisher, 0, channel: 1);
        using var viewer = Viewer(publisher);

        var channels = new HashSet<int>();
        while (channels.Count < 2)
        {
            using var volume = Receive(viewer).Volume;
            channels.Add(volume.Header.C);
        }

        Assert.Equal([0, 1], channels.Order());
    }

    [Fact]
    public async Task See_FastStream_IsThinnedToTheRate()
    {
        // An hour between previews: whatever the machine does, there is one.
        await using var publisher = New(new PublishOptions { PreviewsPerSecond = 1 / 3600.0 });
        using var viewer = Viewer(publisher);
        Show(publisher, 0);
        Receive(viewer).Volume.Dispose();
        for (var t = 1; t < 200; t++)
            Show(publisher, t);

        List<byte[]>? parts = null;
        Assert.False(viewer.TryReceiveMultipartBytes(TimeSpan.FromMilliseconds(300), ref parts!));
        Assert.InRange(_pool.Lent, 0, 2);
    }

    [Fact]
    public void Endpoint_FollowsThatOfTheTracks()
    {
        Assert.Equal("tcp://127.0.0.1:5558", PreviewEndpoint.Of(new PublishOptions()));
        Assert.Equal("tcp://0.0.0.0:7002", PreviewEndpoint.Of(new PublishOptions { Endpoint = "tcp://0.0.0.0:7000" }));
        Assert.Equal("tcp://127.0.0.1:0", PreviewEndpoint.Of(new PublishOptions { Endpoint = "tcp://127.0.0.1:0" }));
        Assert.Equal("tcp://10.0.0.1:9", PreviewEndpoint.Of(new PublishOptions { PreviewEndpoint = "tcp://10.0.0.1:9" }));
    }

    private static PreviewPublisher New(PublishOptions options) =>
        new(
            new PublishOptions
            {
                Endpoint = "tcp://127.0.0.1:0",
                PreviewMaxBytes = options.PreviewMaxBytes,
                PreviewsPerSecond = options.PreviewsPerSecond,
            },
            TimeProvider.System,
            NullLogger.Instance
        );

    private void Show(PreviewPublisher publisher, int t, int channel = 0)
    {
        using var volume = _pool.Rent(TestVolumes.Header("run 1", t, Shape, c: channel));
        var noise = new Random(t);
        foreach (ref var voxel in volume.AsSpan<ushort>())
            voxel = (ushort)(500 + noise.Next(1000));
        publisher.See(volume);
    }

    private static SubscriberSocket Viewer(PreviewPublisher publisher)
    {
        var viewer = new SubscriberSocket();
        viewer.Subscribe("preview");
        viewer.Connect(publisher.Endpoint);
        return viewer;
    }

    private (MessageMap Header, Volume Volume) Receive(SubscriberSocket viewer)
    {
        List<byte[]>? parts = null;
        Assert.True(viewer.TryReceiveMultipartBytes(Timeout, ref parts!), "no preview came");
        Assert.Equal(3, parts.Count);
        var header = MessageMap.Read(parts[1]);
        using var reader = new RemotePreview(new VolumePool());
        return (header, reader.Read(header, parts[2]));
    }

    private static double Mean(Volume volume)
    {
        var sum = 0.0;
        foreach (var count in volume.AsSpan<float>())
            sum += count;
        return sum / volume.Header.Shape.Voxels;
    }
}
