using System.Threading.Channels;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Wire;
using Cellect.Stream.Wire;
using Cellect.Testing;
using NetMQ.Sockets;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>A pipeline that takes nothing until everything has been sent: room for one event, and for one waiting volume.</summary>
public class FullChannelTests
{
    private const int DroppedEvent = 5;
    private static readonly VolumeShape Shape = new(1, 4, 5);

    [Fact]
    public async Task Wait_EveryVolumeArrives()
    {
        await using var bench = new ReceiverBench(capacity: 1);
        var sending = Task.Run(() => SendSix(bench), TestContext.Current.CancellationToken);

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 6; t++)
            await bench.NextVolume(t);
        await bench.Next<SeriesEnded>();
        await sending;
        Assert.Empty(bench.Counters.Dropped);
    }

    [Theory]
    [InlineData(FullPolicy.DropNewest, "newest", 0)]
    [InlineData(FullPolicy.DropOldest, "oldest", 5)]
    public async Task Drop_EachLossIsInTheLedger(FullPolicy policy, string reason, int survivor)
    {
        await using var bench = new ReceiverBench(ReceiverBench.Options(policy), capacity: 1);
        SendSix(bench);
        bench.AwaitVolumes(6);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(survivor);
        var ledger = (await bench.Next<SeriesEnded>()).Ledger.Snapshot();
        Assert.Equal(new Dictionary<string, long> { [LedgerStates.InFlight] = 1, [$"dropped:{reason}"] = 5 }, ledger.States);
        Assert.Equal(5, bench.Counters.Dropped[reason]);
        Assert.Equal(1, bench.Logged(DroppedEvent));
    }

    [Theory]
    [InlineData(FullPolicy.Wait, false)]
    [InlineData(FullPolicy.DropOldest, true)]
    public async Task Full_ReliefIsAskedForWhereVolumesMayBeDropped(FullPolicy policy, bool asked)
    {
        using var pool = new DiagnosticVolumePool();
        var relief = new Relief(TimeProvider.System, new RecordingLogger());
        using var receiver = new Receiver(ReceiverBench.Options(policy), pool, TimeProvider.System, new RecordingLogger())
        {
            Relief = relief,
        };
        using var sender = new PushSocket();
        using var abort = new CancellationTokenSource();
        var channel = Channel.CreateBounded<StreamEvent>(1);
        var running = receiver.RunAsync(channel.Writer, CancellationToken.None, abort.Token);
        sender.Connect(receiver.Endpoint);
        for (var t = 0; t < 6; t++)
            ReceiverBench.Send(sender, Messages.Volume("run", t, Shape), new byte[40]);
        var count = policy == FullPolicy.Wait ? 1 : 6;
        Assert.True(SpinWait.SpinUntil(() => receiver.Counters.Volumes == count, TimeSpan.FromSeconds(60)));
        Assert.True(SpinWait.SpinUntil(() => relief.Rests(ReliefStep.StoredVolumes) == asked, TimeSpan.FromSeconds(60)));
        await abort.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Abort_NobodyReads_EndsAllTheSameAndAccountsForTheVolumes()
    {
        using var pool = new DiagnosticVolumePool();
        using var receiver = new Receiver(ReceiverBench.Options(), pool, TimeProvider.System, new RecordingLogger());
        using var sender = new PushSocket();
        using var abort = new CancellationTokenSource();
        var channel = Channel.CreateBounded<StreamEvent>(1);
        var running = receiver.RunAsync(channel.Writer, CancellationToken.None, abort.Token);
        sender.Connect(receiver.Endpoint);
        ReceiverBench.Send(sender, Messages.Volume("run", 0, Shape), new byte[40]);
        Assert.True(SpinWait.SpinUntil(() => receiver.Counters.Volumes == 1, TimeSpan.FromSeconds(60)));
        await abort.CancelAsync();
        await running;

        Assert.True(channel.Reader.TryRead(out var item));
        Assert.Equal("dropped:stopped", Assert.IsType<SeriesStarted>(item).Ledger.StateOf(0));
        Assert.True(channel.Reader.Completion.IsCompletedSuccessfully);
    }

    private static void SendSix(ReceiverBench bench)
    {
        for (var t = 0; t < 6; t++)
            bench.Send(Messages.Volume("run", t, Shape), new byte[40]);
        bench.Send(new EndMessage { Series = "run", Seq = 6 });
    }
}
