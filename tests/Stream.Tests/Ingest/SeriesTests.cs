using System.Text;
using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Wire;
using Cellect.Stream.Wire;
using Cellect.Testing;
using NetMQ;

namespace Cellect.Stream.Tests.Ingest;

public class SeriesTests
{
    private const int AfterEndEvent = 7;
    private static readonly VolumeShape Shape = new(2, 3, 4);
    private static readonly byte[] Pixels = TestVolumes.Pixels(Shape, VoxelType.UInt16, seed: 1);
    private static readonly byte[] Recipe = Encoding.UTF8.GetBytes("""{"dtype": "uint16", "shape": [2, 3, 4]}""");

    [Fact]
    public async Task Recipe_EachSenderSession_IsASeriesOfItsOwn()
    {
        await using var bench = new ReceiverBench(connectSender: false);
        var names = new HashSet<string>();
        for (var session = 0; session < 2; session++)
        {
            using (var sender = bench.Connect())
            {
                for (var t = 0; t < 3; t++)
                    sender.SendMultipartBytes(Recipe, Pixels);
                names.Add((await bench.Next<SeriesStarted>()).Series);
                for (var t = 0; t < 3; t++)
                    Assert.Equal(Pixels, await bench.NextVolume(t));
            }

            Assert.Equal(EndReasons.Disconnected, (await bench.Next<SeriesEnded>()).Reason);
        }

        Assert.Equal(2, names.Count);
        Assert.All(names, name => Assert.StartsWith("array-20260102-030405-", name));
    }

    [Fact]
    public async Task Recipe_VoxelSize_IsThatOfTheOptions()
    {
        await using var bench = new ReceiverBench();
        bench.Sender.SendMultipartBytes(Recipe, Pixels);

        await bench.Next<SeriesStarted>();
        using var volume = (await bench.Next<VolumeReady>()).Volume;
        Assert.Equal(new VoxelSize(3, 0.4, 0.4), volume.Header.VoxelMicrometres);
        Assert.Equal((0, 0UL), (volume.Header.T, volume.Header.Seq));
    }

    [Fact]
    public async Task Recipe_BadArray_IsAMalformedTimePoint()
    {
        await using var bench = new ReceiverBench();
        bench.Sender.SendMultipartBytes(Recipe, Pixels);
        bench.Sender.SendMultipartBytes(Recipe, Pixels[1..]);
        bench.Sender.SendMultipartBytes(Encoding.UTF8.GetBytes("""{"dtype": "uint8", "shape": [2, 3, 4]}"""), Pixels[..24]);
        bench.Sender.SendMultipartBytes(Recipe, Pixels);

        var ledger = (await bench.Next<SeriesStarted>()).Ledger;
        await bench.NextVolume(0);
        await bench.NextVolume(2);
        Assert.Equal(LedgerStates.Malformed, ledger.StateOf(1));
        Assert.Equal((1, 1), (bench.Counters.Malformed["part-size"], bench.Counters.Malformed["shape-changed"]));
    }

    [Fact]
    public async Task Recipe_WhileASeriesIsAlive_IsForeign()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Sender.SendMultipartBytes(Recipe, Pixels);
        bench.Send(Messages.Volume("run", 1, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        await bench.NextVolume(1);
        Assert.Equal(1, bench.Counters.Foreign);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SenderRestartedUnderTheSameName_IsANewSeries(bool withStart)
    {
        await using var bench = new ReceiverBench();
        for (var run = 0; run < 2; run++)
        {
            var seq = 0UL;
            if (withStart)
                bench.Send(new StartMessage { Series = "test", Seq = seq++ });
            for (var t = 0; t < 3; t++)
                bench.Send(Messages.Volume("test", t, Shape, seq: seq++), Pixels);
        }

        for (var run = 0; run < 2; run++)
        {
            await bench.Next<SeriesStarted>();
            for (var t = 0; t < 3; t++)
                await bench.NextVolume(t);
            if (run == 0)
                Assert.Equal(EndReasons.Replaced, (await bench.Next<SeriesEnded>()).Reason);
        }
    }

    [Fact]
    public async Task SenderThatNeverCounts_IsOneSeriesAllTheSame()
    {
        await using var bench = new ReceiverBench();
        for (var t = 0; t < 4; t++)
            bench.Send(Messages.Volume("test", t, Shape, seq: 0), Pixels);

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 4; t++)
            await bench.NextVolume(t);
    }

    [Fact]
    public async Task MessagesAfterTheEnd_AreCountedNotASeries()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Send(new EndMessage { Series = "run", Seq = 2 });
        bench.Send(Messages.Volume("run", 1, Shape), Pixels);
        bench.Send(Messages.Volume("other", 0, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        await bench.Next<SeriesEnded>();
        Assert.Equal("other", (await bench.Next<SeriesStarted>()).Series);
        await bench.NextVolume(0);
        Assert.Equal(1, bench.Counters.AfterEnd);
        Assert.Equal(1, bench.Logged(AfterEndEvent));
    }
}
