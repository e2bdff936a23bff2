using System.Net;
using System.Net.Sockets;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Replay;
using Cellect.Stream.Wire;
using Cellect.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Stream.Tests.Replay;

public class ReplayerTests
{
    // Far above what any test takes; one that would hang fails instead.
    private const int Patient = 120_000;

    private static readonly VolumeShape Small = new(3, 4, 5);
    private static readonly VolumeShape Megabyte = new(8, 256, 256);

    [Fact(Timeout = Patient)]
    public async Task Run_Max_EveryMessageArrivesInOrder()
    {
        var source = new MadeSource(20, Small);
        using var receiver = new Receiver();
        var (result, lines) = await Run(source, receiver.Endpoint);

        Assert.Equal(new ReplayResult(20, 0, 19, TimeSpan.Zero, true), result);
        Assert.Equal(20, lines.Next);
        var messages = await receiver.Messages;
        Assert.Equal(Enumerable.Range(0, 22).Select(i => (ulong)i), messages.Select(m => m.Message.Seq));
        Assert.All(messages, m => Assert.Equal("run", m.Message.Series));
        var start = Assert.IsType<StartMessage>(messages[0].Message);
        Assert.Equal((Small, VoxelType.UInt16, source.VoxelMicrometres), (start.Shape!.Value, start.Type!.Value, start.VoxelMicrometres));
        for (var t = 0; t < 20; t++)
            Assert.Equal(source.Voxels(t), Assert.Single(messages[t + 1].Pixels));
        Assert.Equal(19, Assert.IsType<EndMessage>(messages[^1].Message).LastT);
    }

    [Fact(Timeout = Patient)]
    [Trait("Speed", "Slow")]
    public async Task Run_ReceiverThatStandsStill_LosesNothing()
    {
        // More than the buffers of both kernels together hold.
        var source = new MadeSource(64, Megabyte);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var receiver = new Receiver(open: open.Task);
        var (_, lines) = await Run(source, receiver.Endpoint, onLine: line => CompleteOn(open, line, "take"));

        Assert.Contains("takes nothing: busy or gone", string.Join('\n', lines.Said));
        var messages = await receiver.Messages;
        for (var t = 0; t < 64; t++)
            Assert.True(source.Voxels(t).AsSpan().SequenceEqual(messages[t + 1].Pixels[0]), $"volume {t}");
    }

    [Fact(Timeout = Patient)]
    public async Task Run_ReceiverBehindAtTheEnd_StillGetsTheLastVolumesAndTheEnd()
    {
        var source = new MadeSource(2, Megabyte);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var receiver = new Receiver(open: ended.Task);
        await Run(source, receiver.Endpoint, onLine: line => CompleteOn(ended, line, "to take the last messages"));

        Assert.Equal(4, (await receiver.Messages).Count);
    }

    [Fact(Timeout = Patient)]
    public async Task Run_InSteps_SendsEachVolumeAtItsTimeWithoutDrift()
    {
        var time = new SteppingTime(12.5, 7.5, 45);
        var start = time.UtcNanoseconds();
        using var receiver = new Receiver();
        var (result, _) = await Run(new MadeSource(6, Small), receiver.Endpoint, TimeSpan.FromSeconds(10), time);

        var sent = (await receiver.Messages)[1..^1].Select(m => (m.ExposureEndNs - start) / 1e9);
        // Due at 0, 10, 20, 30, 40 and 50; the clock went from 0 to 12.5 to 20 to 65.
        Assert.Equal([0, 12.5, 20, 65, 65, 65], sent);
        Assert.Equal(TimeSpan.FromSeconds(35), result.Latest);
    }

    [Fact(Timeout = Patient)]
    public async Task Run_DamagedVolume_LeavesAGapInTimeNotInSequence()
    {
        using var receiver = new Receiver();
        var (result, lines) = await Run(new MadeSource(4, Small) { Damaged = [1, 3] }, receiver.Endpoint);

        Assert.Equal((2, 2, 2), (result.Sent, result.Skipped, result.LastT));
        Assert.Equal(["skipped time point 1: damaged", "skipped time point 3: damaged"], lines.Said);
        var messages = await receiver.Messages;
        Assert.Equal([0, 2], messages[1..^1].Select(m => m.T));
        Assert.Equal([0UL, 1, 2, 3], messages.Select(m => m.Message.Seq));
        Assert.Equal(3, ((EndMessage)messages[^1].Message).LastT);
    }

    [Theory(Timeout = Patient)]
    [InlineData(Compression.None)]
    [InlineData(Compression.Lz4)]
    [InlineData(Compression.Zstd)]
    [Trait("Speed", "Slow")]
    public async Task Run_Planes_AreSentOneByOne(Compression compression)
    {
        var source = new MadeSource(2, Small);
        using var receiver = new Receiver();
        await Run(source, receiver.Endpoint, planes: true, compression: compression);

        var messages = (await receiver.Messages)[1..^1];
        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], messages.Select(m => (m.T, ((PlaneMessage)m.Message).Z)));
        var plane = new byte[4 * 5 * 2];
        using var decoder = new PixelDecoder();
        for (var i = 0; i < 6; i++)
        {
            Assert.True(decoder.TryDecode(compression, messages[i].Pixels[0], plane, out var fault), fault?.Detail);
            Assert.Equal(source.Voxels(i / 3)[(i % 3 * plane.Length)..][..plane.Length], plane);
        }
    }

    [Fact(Timeout = Patient)]
    public async Task Run_Interrupted_SendsTheEndOfWhatWasSent()
    {
        using var interrupt = new CancellationTokenSource();
        using var receiver = new Receiver(onMessage: m =>
        {
            if (m.Message is VolumeMessage { T: 0 })
                interrupt.Cancel();
        });
        var (result, _) = await Run(
            new MadeSource(5, Small),
            receiver.Endpoint,
            TimeSpan.FromHours(1),
            new FakeTimeProvider(),
            cancel: interrupt.Token
        );

        Assert.Equal((1, false), (result.Sent, result.Finished));
        var messages = await receiver.Messages;
        Assert.Equal((3, 0), (messages.Count, ((EndMessage)messages[^1].Message).LastT));
    }

    [Fact(Timeout = Patient)]
    public async Task Run_NobodyListens_SaysSoAndCanBeInterrupted()
    {
        using var interrupt = new CancellationTokenSource();
        // Bound and not listening: nobody else gets the port, and connections are refused.
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = $"tcp://{closed.LocalEndPoint}";
        var (result, lines) = await Run(new MadeSource(5, Small), endpoint, onLine: _ => interrupt.Cancel(), cancel: interrupt.Token);

        Assert.Equal([$"waiting for a receiver at {endpoint} (Ctrl-C ends)"], lines.Said);
        Assert.Equal((0, false), (result.Sent, result.Finished));
    }

    [Fact(Timeout = Patient)]
    public async Task Run_Published_WaitsForTheSubscriberAndLosesNothing()
    {
        var source = new MadeSource(8, Small);
        using var transmitter = new VolumeTransmitter("tcp://127.0.0.1:0", bind: true, publishedInFlight: 100);
        using var receiver = new Receiver(subscribeTo: transmitter.Endpoint);
        await Run(source, transmitter);

        var messages = await receiver.Messages;
        Assert.Equal(10, messages.Count);
        Assert.Equal(source.Voxels(7), messages[8].Pixels[0]);
    }

    private static async Task<(ReplayResult Result, Lines Lines)> Run(
        MadeSource source,
        string endpoint,
        TimeSpan interval = default,
        TimeProvider? time = null,
        Action<string>? onLine = null,
        bool planes = false,
        Compression compression = Compression.None,
        CancellationToken? cancel = null
    )
    {
        using var transmitter = new VolumeTransmitter(endpoint, bind: false, publishedInFlight: 0);
        return await Run(source, transmitter, interval, time, onLine, planes, compression, cancel);
    }

    // The clock stands still, or jumps a second whenever it is read where a test waits for a line: patience ends soon then.
    private static async Task<(ReplayResult Result, Lines Lines)> Run(
        MadeSource source,
        VolumeTransmitter transmitter,
        TimeSpan interval = default,
        TimeProvider? time = null,
        Action<string>? onLine = null,
        bool planes = false,
        Compression compression = Compression.None,
        CancellationToken? cancel = null
    )
    {
        time ??= new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(onLine is null ? 0 : 1) };
        using var pool = new DiagnosticVolumePool();
        var lines = new Lines(onLine);
        var sender = new SeriesSender("run", transmitter, new ReceiverWait(time, lines), planes, compression);
        var replayer = new Replayer(source, sender, interval, pool, time, lines);
        var stop = cancel ?? TestContext.Current.CancellationToken;
        return (await Task.Run(() => replayer.RunAsync("run", stop), CancellationToken.None), lines);
    }

    private static void CompleteOn(TaskCompletionSource signal, string line, string part)
    {
        if (line.Contains(part))
            signal.TrySetResult();
    }
}
