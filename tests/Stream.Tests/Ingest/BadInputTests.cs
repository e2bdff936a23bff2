using System.Text;
using Cellect.Data.Ledger;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Wire;
using Cellect.Stream.Wire;
using Cellect.Testing;
using MessagePack;
using NetMQ;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>Everything that the bad input of issue 2 names, over real sockets, with good volumes before and after.</summary>
public class BadInputTests
{
    private const int MalformedEvent = 4;
    private const int ForeignEvent = 6;
    private const int GapEvent = 8;
    private static readonly VolumeShape Shape = new(3, 4, 5);
    private static readonly byte[] Pixels = TestVolumes.Pixels(Shape, VoxelType.UInt16, seed: 1);

    /// <summary>Name, reason, state of time point 1 in the ledger, message.</summary>
    public static TheoryData<string, string, string, byte[][]> BadMessages =>
        new()
        {
            { "header cut", "truncated", "missing", [Header()[..^5], Pixels] },
            {
                "empty frame",
                "truncated",
                "missing",
                [
                    [],
                ]
            },
            {
                "garbage bytes",
                "garbage",
                "missing",
                [
                    [0xff, 0x00, 0x13, 0x37],
                    Pixels,
                ]
            },
            { "garbage JSON", "garbage", "missing", [Encoding.UTF8.GetBytes("{\"dtype\": "), Pixels] },
            { "text", "garbage", "missing", [Encoding.UTF8.GetBytes("hello")] },
            { "pixels first", "header-too-large", "missing", [new byte[100_000]] },
            { "pixels cut", "part-size", "malformed", [Header(), Pixels[..^1]] },
            { "pixels too many", "part-size", "malformed", [Header(), [.. Pixels, 0]] },
            { "no pixels", "part-count", "malformed", [Header()] },
            { "a slice missing", "part-count", "malformed", [Header(), Pixels[..40], Pixels[40..80]] },
            { "a slice too many", "part-count", "malformed", [Header(), Pixels[..40], Pixels[40..80], Pixels[80..], Pixels[80..]] },
            { "unknown version", "unknown-version", "malformed", [Changed("v", 2), Pixels] },
            { "unknown type", "unknown-type", "malformed", [Changed("type", "movie"), Pixels] },
            { "wrong dtype", "unknown-dtype", "malformed", [Changed("dtype", "u8"), Pixels] },
            { "unknown compression", "unknown-compression", "malformed", [Changed("compression", "jpeg"), Pixels] },
            { "not lz4", "bad-compression", "malformed", [Changed("compression", "lz4"), Pixels] },
            { "not zstd", "bad-compression", "malformed", [Changed("compression", "zstd"), Pixels] },
            {
                "zstd bomb",
                "bad-compression",
                "malformed",
                [Changed("compression", "zstd"), PixelEncoder.Encode(new byte[1 << 24], Compression.Zstd)]
            },
            { "shape bomb", "too-large", "malformed", [Changed("shape", new[] { 16_000, 16_000, 16_000 }), Pixels] },
            {
                "shape bomb beyond 64 bits",
                "too-large",
                "malformed",
                [Changed("shape", new[] { int.MaxValue, int.MaxValue, int.MaxValue }), Pixels]
            },
            { "other shape", "shape-changed", "malformed", [Changed("shape", new[] { 5, 4, 3 }), Pixels] },
            { "key missing", "missing-key", "malformed", [Changed("shape", null), Pixels] },
        };

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task Run_BadMessageBetweenGoodOnes_IsCountedLoggedOnceAndPassedOver(
        string name,
        string reason,
        string state,
        byte[][] message
    )
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("run", 0, Shape), Pixels);
        bench.Sender.SendMultipartBytes(message);
        bench.Sender.SendMultipartBytes(message);
        bench.Send(Messages.Volume("run", 2, Shape), Pixels);
        bench.Send(new EndMessage { Series = "run", Seq = 3 });

        await bench.Next<SeriesStarted>();
        Assert.Equal(Pixels, await bench.NextVolume(0));
        Assert.Equal(Pixels, await bench.NextVolume(2));
        var ended = await bench.Next<SeriesEnded>();
        Assert.Equal(state, ended.Ledger.StateOf(1));
        Assert.Equal(3, ended.Ledger.Snapshot().Expected);
        Assert.True(bench.Counters.Malformed.Count == 1 && bench.Counters.Malformed[reason] == 2, name);
        Assert.Equal(1, bench.Logged(MalformedEvent));
        Assert.InRange(bench.Pool.Rented, 2, 4);
    }

    [Fact]
    public async Task Run_BadPlaneThenAGoodCopy_LosesNothing()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Plane("run", 0, 0, Shape, 0), Pixels[..40]);
        bench.Send(Messages.Plane("run", 0, 1, Shape, 1) with { Compression = Compression.Lz4 }, [0xf0, 0xff, 0xff]);
        bench.Send(Messages.Plane("run", 0, 2, Shape, 2), Pixels[80..]);
        bench.Send(Messages.Plane("run", 0, 1, Shape, 3), Pixels[40..80]);

        await bench.Next<SeriesStarted>();
        Assert.Equal(Pixels, await bench.NextVolume(0));
        Assert.Equal(1, bench.Counters.Malformed["bad-compression"]);
    }

    [Fact]
    public async Task Run_SequenceGap_IsCountedAndTheTimePointsAreMissing()
    {
        await using var bench = new ReceiverBench();
        foreach (var t in new[] { 0, 1, 5, 6, 9 })
            bench.Send(Messages.Volume("run", t, Shape), Pixels);
        bench.Send(
            new EndMessage
            {
                Series = "run",
                Seq = 12,
                LastT = 11,
            }
        );

        await bench.Next<SeriesStarted>();
        foreach (var t in new[] { 0, 1, 5, 6, 9 })
            await bench.NextVolume(t);
        var ledger = (await bench.Next<SeriesEnded>()).Ledger.Snapshot();
        Assert.Equal((12, 7), (ledger.Expected, ledger.Of(LedgerStates.Missing)));
        Assert.Equal((7, 7), (bench.Counters.LostMessages, bench.Counters.Missing));
        Assert.Equal(1, bench.Logged(GapEvent));
    }

    [Fact]
    public async Task Run_PartLargerThanAnyVolume_ClosesThatConnectionOnly()
    {
        await using var bench = new ReceiverBench(ReceiverBench.Options(maxVolumeBytes: 200_000));
        using var bomber = bench.Connect();
        bomber.Options.Linger = TimeSpan.Zero;
        bomber.SendMultipartBytes(Header(), new byte[10_000_000]);
        for (var t = 0; t < 3; t++)
            bench.Send(Messages.Volume("run", t, Shape), Pixels);

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 3; t++)
            Assert.Equal(Pixels, await bench.NextVolume(t));
        Assert.Equal(3, bench.Pool.Rented);
    }

    [Fact]
    public async Task Run_TwoSendersAtOnce_TheFirstIsServedTheSecondCounted()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("first", 0, Shape), Pixels);
        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        using var second = bench.Connect();
        for (var t = 0; t < 3; t++)
            ReceiverBench.Send(second, Messages.Volume("second", t, Shape), Pixels);
        Assert.True(SpinWait.SpinUntil(() => bench.Counters.Foreign == 3, TimeSpan.FromSeconds(60)));
        bench.Send(Messages.Volume("first", 1, Shape), Pixels);

        await bench.NextVolume(1);
        Assert.Equal(1, bench.Logged(ForeignEvent));
    }

    [Fact]
    public async Task Run_SecondSenderWithAStartMessage_TakesOver()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("first", 0, Shape), Pixels);
        bench.Send(new StartMessage { Series = "second" });
        bench.Send(Messages.Volume("second", 0, Shape, seq: 1), Pixels);

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        Assert.Equal(EndReasons.Replaced, (await bench.Next<SeriesEnded>()).Reason);
        Assert.Equal("second", (await bench.Next<SeriesStarted>()).Series);
        await bench.NextVolume(0);
    }

    [Fact]
    public async Task Run_SecondSenderAfterSilence_TakesOver()
    {
        await using var bench = new ReceiverBench();
        bench.Send(Messages.Volume("first", 0, Shape), Pixels);
        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        bench.Send(Messages.Volume("second", 0, Shape), Pixels);

        Assert.Equal(EndReasons.Replaced, (await bench.Next<SeriesEnded>()).Reason);
        Assert.Equal("second", (await bench.Next<SeriesStarted>()).Series);
        await bench.NextVolume(0);
        Assert.Equal(0, bench.Counters.Foreign);
    }

    [Theory]
    [InlineData(IncompletePolicy.Discard)]
    [InlineData(IncompletePolicy.MarkIncomplete)]
    public async Task Run_SenderDiesInMidVolume_TheVolumeIsGivenUpAndTheNextSenderServed(IncompletePolicy policy)
    {
        await using var bench = new ReceiverBench(ReceiverBench.Options(incomplete: policy));
        using (var dying = bench.Connect())
        {
            ReceiverBench.Send(dying, Messages.Plane("run", 0, 0, Shape, 0), Pixels[..40]);
            ReceiverBench.Send(dying, Messages.Plane("run", 0, 1, Shape, 1), Pixels[40..80]);
            // Another channel's volume: when it is out, the planes are in.
            ReceiverBench.Send(dying, Messages.Volume("run", 0, Shape, c: 1, seq: 2), Pixels);
            await bench.Next<SeriesStarted>();
            await bench.NextVolume(0, c: 1);
        }

        bench.Time.Advance(TimeSpan.FromSeconds(5));
        if (policy == IncompletePolicy.MarkIncomplete)
        {
            byte[] twoPlanes = [.. Pixels[..80], .. new byte[40]];
            Assert.Equal(twoPlanes, await bench.NextVolume(0));
        }
        else
            Assert.True(SpinWait.SpinUntil(() => bench.Counters.Dropped.ContainsKey(DropReasons.Incomplete), TimeSpan.FromSeconds(60)));
        bench.Send(Messages.Volume("run", 1, Shape, seq: 3), Pixels);
        Assert.Equal(Pixels, await bench.NextVolume(1));
        bench.Send(new EndMessage { Series = "run", Seq = 4 });
        var state = (await bench.Next<SeriesEnded>()).Ledger.StateOf(0);
        Assert.Equal(policy == IncompletePolicy.Discard ? "dropped:incomplete" : LedgerStates.InFlight, state);
    }

    [Fact]
    public async Task Run_DuplicateAndLateVolumes_AreCountedOnce()
    {
        await using var bench = new ReceiverBench();
        foreach (var (t, seq) in new[] { (0, 0), (2, 1), (2, 2), (1, 3), (1, 4) })
            bench.Send(Messages.Volume("run", t, Shape, seq: (ulong)seq), Pixels);
        bench.Send(new EndMessage { Series = "run", Seq = 5 });

        await bench.Next<SeriesStarted>();
        await bench.NextVolume(0);
        await bench.NextVolume(2);
        var ledger = (await bench.Next<SeriesEnded>()).Ledger;
        Assert.Equal(LedgerStates.Late, ledger.StateOf(1));
        Assert.Equal((1, 2), (bench.Counters.Duplicates, bench.Counters.Late));
    }

    private static byte[] Header() => WireEncoder.Encode(Messages.Volume("run", 1, Shape));

    private static byte[] Changed(string key, object? value)
    {
        var map = MessagePackSerializer.Deserialize<Dictionary<string, object?>>(
            Header(),
            cancellationToken: TestContext.Current.CancellationToken
        );
        map[key] = value;
        return MessagePackSerializer.Serialize(map, cancellationToken: TestContext.Current.CancellationToken);
    }
}
