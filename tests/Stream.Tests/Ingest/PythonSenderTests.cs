using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using MessagePack;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>The senders that docs/wire.md shows, against the real receiver.</summary>
public class PythonSenderTests
{
    private static readonly VolumeShape Shape = new(8, 32, 48);

    [Theory]
    [InlineData()]
    [InlineData("--planes")]
    [InlineData("--lz4")]
    public async Task SendVolumes_AsDocumented_Arrives(params string[] flags)
    {
        Assert.SkipWhen(
            flags.Contains("--lz4") && !Python.Has("lz4.block"),
            "no python3 with lz4 here (Debian: apt-get install python3-lz4)"
        );
        await using var bench = new ReceiverBench(connectSender: false);
        var running = Python.RunExample("send_volumes.py", [bench.Receiver.Endpoint, .. flags]);
        await Started(running, bench);

        for (var t = 0; t < 5; t++)
        {
            using var volume = (await bench.Next<VolumeReady>()).Volume;
            Assert.Equal((t, Shape, VoxelType.UInt16), (volume.Header.T, volume.Header.Shape, volume.Header.Type));
            Assert.Equal(new VoxelSize(2.03, 0.406, 0.406), volume.Header.VoxelMicrometres);
            Assert.True(volume.Header.ExposureEndNs > 0);
            Assert.Equal(Expected(t), volume.AsSpan<ushort>().ToArray());
        }

        var ended = await bench.Next<SeriesEnded>();
        await running;
        Assert.Equal(EndReasons.End, ended.Reason);
        Assert.Equal(0, bench.Counters.LostMessages);
        Assert.Empty(bench.Counters.Malformed);
    }

    [Fact]
    public async Task SendRecipe_AsDocumented_Arrives()
    {
        await using var bench = new ReceiverBench(connectSender: false);
        var running = Python.RunExample("send_recipe.py", bench.Receiver.Endpoint);
        await Started(running, bench);

        for (var t = 0; t < 5; t++)
        {
            using var volume = (await bench.Next<VolumeReady>()).Volume;
            Assert.Equal((t, Shape), (volume.Header.T, volume.Header.Shape));
            Assert.Equal(new VoxelSize(3, 0.4, 0.4), volume.Header.VoxelMicrometres);
            Assert.Equal(Expected(t), volume.AsSpan<ushort>().ToArray());
            var meta = MessagePackSerializer.Deserialize<Dictionary<string, double>>(
                volume.Header.Meta,
                cancellationToken: TestContext.Current.CancellationToken
            );
            Assert.Equal(12.5, meta["laser_mw"]);
        }

        await running;
        Assert.Equal(EndReasons.Disconnected, (await bench.Next<SeriesEnded>()).Reason);
    }

    // The sender's skip or failure ends the test at once, rather than after a long wait for its series.
    private static async Task Started(Task running, ReceiverBench bench)
    {
        var started = bench.Next<SeriesStarted>();
        if (await Task.WhenAny(running, started) == running)
            await running;
        await started;
    }

    private static ushort[] Expected(int t)
    {
        var pixels = new ushort[Shape.Voxels];
        var at = 0;
        for (var z = 0; z < Shape.Z; z++)
        for (var y = 0; y < Shape.Y; y++)
        for (var x = 0; x < Shape.X; x++)
            pixels[at++] = (ushort)((1000 * t) + (100 * z) + y + x);
        return pixels;
    }
}
