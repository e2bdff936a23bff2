using System.Text;
using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Wire;
using Cellect.Stream.Wire;
using Cellect.Testing;
using MessagePack;
using NetMQ;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>Nothing that is lost is lost without a word: cases 05, 06, 13 and 14 of the wire, and poison among good volumes.</summary>
public class WatchTests
{
    private static readonly VolumeShape Shape = new(3, 4, 5);
    private static readonly byte[] Pixels = TestVolumes.Pixels(Shape, VoxelType.UInt16, seed: 1);

    private static string Alerts(ReceiverBench bench) => string.Join('\n', bench.Receiver.Alerts);

    private static void AwaitAlert(ReceiverBench bench, string text) =>
        Assert.True(
            SpinWait.SpinUntil(() => Alerts(bench).Contains(text, StringComparison.Ordinal), TimeSpan.FromSeconds(60)),
            $"no '{text}' in '{Alerts(bench)}'"
        );

    [Fact]
    public async Task NaNInAKeyThatIsPassedOn_CostsNoVolume()
    {
        await using var bench = new ReceiverBench();
        bench.Sender.SendMultipartBytes(Encoding.UTF8.GetBytes("""{"dtype":"uint16","shape":[3,4,5],"z_um":NaN}"""), Pixels);

        await bench.Next<SeriesStarted>();
        Assert.Equal(Pixels, await bench.NextVolume(0));
    }

    [Fact]
    public async Task OnlyAnotherChannelComes_AnAlertNamesTheOption()
    {
        await using var bench = new ReceiverBench();
        for (var t = 0; t < 3; t++)
            bench.Send(Messages.Volume("run", t, Shape, c: 1), Pixels);

        AwaitAlert(bench, "set Ingest:TrackedChannel 1");
        bench.Send(Messages.Volume("run", 3, Shape, c: 0), Pixels);
        Assert.True(SpinWait.SpinUntil(() => bench.Receiver.Alerts.Count == 0, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task SeveralTrackedChannels_EachHasALedger_AndOneThatStaysAwayIsTold()
    {
        var options = new IngestOptions
        {
            Endpoint = "tcp://127.0.0.1:0",
            DefaultVoxelMicrometres = "3,0.4,0.4",
            TrackedChannels = [0, 2],
        };
        await using var bench = new ReceiverBench(options);
        for (var t = 0; t < 4; t++)
        {
            bench.Send(Messages.Volume("run", t, Shape, c: 0), Pixels);
            bench.Send(Messages.Volume("run", t, Shape, c: 1), Pixels);
        }

        var started = await bench.Next<SeriesStarted>();
        Assert.Equal([0, 2], started.Ledgers.Select(ledger => ledger.Channel));
        AwaitAlert(bench, "channel 2 is tracked and does not come, channel 0 is at time point 3");
        bench.Send(Messages.Volume("run", 4, Shape, c: 2), Pixels);
        Assert.True(SpinWait.SpinUntil(() => started.Ledgers[1].StateOf(4) == "in-flight", TimeSpan.FromSeconds(60)));
        Assert.Equal(4, started.Ledgers[0].Snapshot().Of("in-flight"));
        Assert.True(SpinWait.SpinUntil(() => bench.Receiver.Alerts.Count == 0, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task EveryMessageIsRefused_AnAlertNamesValueAndRemedy_UntilOneIsGood()
    {
        await using var bench = new ReceiverBench();
        for (var i = 0; i < 3; i++)
            bench.Sender.SendMultipartBytes(Encoding.UTF8.GetBytes("""{"dtype":"complex64","shape":[3,4,5]}"""), Pixels);

        AwaitAlert(bench, "'complex64'");
        Assert.Contains("astype('uint16')", Alerts(bench), StringComparison.Ordinal);
        Assert.Equal(3, bench.Counters.Snapshot()["refused"]);
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        Assert.Empty(bench.Receiver.Alerts);
    }

    [Fact]
    public async Task ExposureAsAFloat_CostsNoVolumeAndNoLostMessage()
    {
        await using var bench = new ReceiverBench();
        for (var t = 0; t < 3; t++)
        {
            var map = MessagePackSerializer.Deserialize<Dictionary<string, object?>>(
                WireEncoder.Encode(Messages.Volume("run", t, Shape)),
                cancellationToken: TestContext.Current.CancellationToken
            );
            map["exposure_end_ns"] = 1.79e18;
            bench.Sender.SendMultipartBytes(
                MessagePackSerializer.Serialize(map, cancellationToken: TestContext.Current.CancellationToken),
                Pixels
            );
        }

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 3; t++)
            await bench.NextVolume(t);
        Assert.Equal(0, bench.Counters.LostMessages);
        AwaitAlert(bench, "exposure_end_ns is 1.79E+18, a float");
    }

    [Fact]
    public async Task RefusedMessages_AreNotLostOnes()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Send(Messages.Volume("run", 1, new VolumeShape(1, 4, 5)), Pixels[..40]);
        bench.Send(Messages.Volume("run", 2, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        await bench.NextVolume(2);
        Assert.Equal((0, 1), (bench.Counters.LostMessages, bench.Counters.Malformed["shape-changed"]));
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(16_777_215, false)]
    [InlineData(1000, true)]
    public async Task AFarTimePoint_IsHeld_AndTheSeriesGoesOn(int far, bool plane)
    {
        await using var bench = new ReceiverBench();
        for (var t = 0; t < 2; t++)
            bench.Send(Messages.Volume("run", t, Shape), Pixels);
        if (plane)
            bench.Send(Messages.Plane("run", far, 0, Shape, seq: 1_000_000), Pixels[..40]);
        else
            bench.Send(Messages.Volume("run", far, Shape, seq: 1_000_000), Pixels);
        AwaitAlert(bench, "it is held until a second one agrees");
        for (var t = 2; t < 5; t++)
            bench.Send(Messages.Volume("run", t, Shape), Pixels);
        bench.Send(
            new EndMessage
            {
                Series = "run",
                Seq = 5,
                LastT = 4,
            }
        );

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 5; t++)
            await bench.NextVolume(t);
        var ledger = (await bench.Next<SeriesEnded>()).Ledger.Snapshot();
        Assert.Equal((5, 0), (ledger.Expected, ledger.Of(LedgerStates.Missing)));
        Assert.Equal((1, 0), (bench.Counters.Held, bench.Counters.LostMessages));
    }

    [Fact]
    public async Task AFarTimePointThatASecondOneBearsOut_LosesNothing()
    {
        await using var bench = new ReceiverBench();
        foreach (var t in new[] { 0, 500, 501, 502 })
            bench.Send(Messages.Volume("run", t, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        foreach (var t in new[] { 0, 500, 501, 502 })
            await bench.NextVolume(t);
        Assert.Equal(0, bench.Counters.Held);
    }

    [Fact]
    public async Task AStrangersEnd_EndsNothing_AndIsTold()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Send(
            new EndMessage
            {
                Series = "run",
                Seq = 1_000_000,
                LastT = 0,
            }
        );
        bench.Send(Messages.Volume("run", 1, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        await bench.NextVolume(1);
        AwaitAlert(bench, "an end of series 'run' with seq 1000000");
    }

    [Fact]
    public async Task AnEndAfterALongLoss_IsBelievedAfterSilence()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Send(
            new EndMessage
            {
                Series = "run",
                Seq = 1000,
                LastT = 999,
            }
        );
        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        Assert.True(SpinWait.SpinUntil(() => bench.Counters.Messages == 2, TimeSpan.FromSeconds(60)));
        bench.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(999, (await bench.Next<SeriesEnded>()).Ledger.Snapshot().Of(LedgerStates.Missing));
    }

    [Fact]
    public async Task AStrangersStart_EndsNothing_AndIsTold()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Send(new StartMessage { Series = "mallory" });
        bench.Send(Messages.Volume("run", 1, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        await bench.NextVolume(1);
        AwaitAlert(bench, "series 'mallory' asked to begin");
    }

    [Fact]
    public async Task AChangedVoxelSize_IsRefusedNamingBoth()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Send(Messages.Volume("run", 1, Shape) with { VoxelMicrometres = new VoxelSize(2, 0.4, 0.4) }, Pixels);
        bench.Send(Messages.Volume("run", 2, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        await bench.NextVolume(2);
        Assert.Equal(1, bench.Counters.Malformed["voxel-changed"]);
        Assert.Contains(bench.Log.Entries, entry => entry.Text.Contains("2,0.4,0.4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AVoxelSizeThatNobodyTells_IsAnAlert()
    {
        await using var bench = new ReceiverBench(new IngestOptions { Endpoint = "tcp://127.0.0.1:0" });
        bench.Sender.SendMultipartBytes(Encoding.UTF8.GetBytes("""{"dtype":"uint16","shape":[3,4,5]}"""), Pixels);

        await bench.Next<SeriesStarted>();
        using var volume = (await bench.Next<VolumeReady>()).Volume;
        Assert.True(volume.Header.VoxelIsAssumed);
        AwaitAlert(bench, "set Ingest:DefaultVoxelMicrometres");
    }
}
