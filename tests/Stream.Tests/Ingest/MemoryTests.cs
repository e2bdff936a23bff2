using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Wire;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>What senders claim is held to a budget: one message is refused, not the night.</summary>
public class MemoryTests
{
    private static readonly VolumeShape Small = new(3, 4, 5);

    // 1 MiB in all, so half of it for volumes.
    private static IngestOptions Options => new() { Endpoint = "tcp://127.0.0.1:0", MemoryMegabytes = 1 };

    [Fact]
    public async Task Run_VolumesThatCannotFit_AreRefusedAloneAndTakeNothing()
    {
        await using var bench = new ReceiverBench(Options);
        for (var t = 0; t < 3; t++)
            bench.Send(Messages.Plane("big", t, 0, new VolumeShape(4, 512, 512), (ulong)t, VoxelType.UInt8), [1]);
        bench.Send(Messages.Volume("big", 3, new VolumeShape(4, 512, 512), VoxelType.UInt8), new byte[1000]);
        bench.Send(new StartMessage { Series = "good", Seq = 0 });
        bench.Send(Messages.Volume("good", 0, Small, seq: 1), new byte[120]);

        await bench.Next<SeriesStarted>();
        var ended = await bench.Next<SeriesEnded>();
        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        Assert.Equal(4, ended.Ledger.Snapshot().Of(LedgerStates.Malformed));
        Assert.Equal(4, bench.Counters.Malformed["no-memory"]);
        Assert.Equal(1, bench.Pool.Rented);
        Assert.Contains("Ingest:MemoryMegabytes", Assert.Single(bench.Log.Entries, entry => entry.Event.Id == 4).Text);
    }

    [Fact]
    public async Task Run_VolumesBegunAndNeverFinished_GiveWayToTheNext()
    {
        await using var bench = new ReceiverBench(Options);
        // Two of 200 KiB fit, a third does not.
        var shape = new VolumeShape(2, 100, 1024);
        for (var t = 0; t < 6; t++)
            bench.Send(Messages.Plane("run", t, 0, shape, (ulong)t, VoxelType.UInt8), new byte[shape.Voxels / 2]);
        bench.Send(Messages.Volume("run", 6, shape, VoxelType.UInt8, seq: 6), new byte[shape.Voxels]);
        bench.Send(new EndMessage { Series = "run", Seq = 7 });

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(6);
        var ledger = (await bench.Next<SeriesEnded>()).Ledger.Snapshot();
        Assert.Equal((7, 6), (ledger.Expected, bench.Counters.Dropped[DropReasons.Incomplete]));
        Assert.InRange(bench.Pool.LentBytes, 0, 512 << 10);
        Assert.Empty(bench.Counters.Malformed);
    }

    [Fact]
    public async Task Run_PipelineHoldsTheMemory_WaitsForItAndLosesNothing()
    {
        await using var bench = new ReceiverBench(Options);
        var shape = new VolumeShape(2, 100, 1024);
        for (var t = 0; t < 6; t++)
            bench.Send(Messages.Volume("run", t, shape, VoxelType.UInt8), new byte[shape.Voxels]);

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 6; t++)
        {
            Assert.InRange(bench.Pool.LentBytes, 0, 512 << 10);
            await bench.NextVolume(t);
        }

        Assert.Empty(bench.Counters.Malformed);
    }

    [Fact]
    public async Task Budget_MoreThanIsLeft_WaitsItsTurn()
    {
        var budget = new MemoryBudget(100);
        Assert.True(budget.TryTake(80));
        var large = budget.TakeAsync(60, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken).AsTask();
        // Not even a small one passes the large one that waits.
        Assert.False(budget.TryTake(10));
        var small = budget.TakeAsync(40, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken).AsTask();
        budget.Return(80);

        Assert.True(await large && await small);
        Assert.Equal(100, budget.Used);
        using var cancel = new CancellationTokenSource();
        var never = budget.TakeAsync(1, TimeSpan.FromSeconds(60), cancel.Token).AsTask();
        await cancel.CancelAsync();
        Assert.False(await never);
        budget.Return(100);
        Assert.True(budget.TryTake(100));
    }
}
