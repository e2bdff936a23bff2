using System.CommandLine;
using System.Diagnostics;
using System.Threading.Channels;
using Cellect.Data.Volumes;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Stream.Ingest;
using Microsoft.Extensions.Logging.Abstractions;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Benchmarks.Ingest;

/// <summary><c>ingest</c>: how fast large volumes come in through the gate, against a PULL socket of NetMQ in the same run.</summary>
internal static class IngestCommand
{
    private const double LeastRatio = 0.8;
    private const int HighWaterMark = 4;
    private const int WarmUp = 5;
    private const string AnyPort = "tcp://127.0.0.1:0";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly VolumeShape Shape = new(32, 512, 1024);

    public static Command Create()
    {
        var volumes = new Option<int>("--volumes") { Description = "Volumes a turn, 10 to 10,000.", DefaultValueFactory = _ => 60 };
        var turns = new Option<int>("--turns") { Description = "Turns of each, 1 to 100.", DefaultValueFactory = _ => 5 };
        var command = new Command(
            "ingest",
            $"Rate of volumes of {Shape.Voxels * 2 / 1e6:0} MB through the gate and through NetMQ, by turns (a minute or two). Exit code 1 "
                + $"when the gate has less than {LeastRatio} of NetMQ's."
        )
        {
            volumes,
            turns,
        };
        command.SetAction((parse, _) => RunAsync(parse.GetRequiredValue(volumes), parse.GetRequiredValue(turns)));
        return command;
    }

    private static async Task<int> RunAsync(int volumes, int turns)
    {
        var ways = new (string Name, Func<int, Task<Turn>> Take)[]
        {
            ("NetMQ PULL, thrown away", PullAsync),
            ("gate, thrown away", GateAsync),
            ("receiver: gate and assembly", ReceiverAsync),
        };
        var seen = ways.Select(_ => new List<Turn>()).ToArray();
        for (var turn = 0; turn < turns; turn++)
        for (var i = 0; i < ways.Length; i++)
        {
            // Each goes first as often as the others.
            var way = (turn + i) % ways.Length;
            seen[way].Add(await ways[way].Take(volumes));
        }

        for (var i = 0; i < ways.Length; i++)
            Console.WriteLine(
                $"{ways[i].Name, -28} median {Rate(seen[i]), 6:0.0} volumes/s, "
                    + $"CPU {Median(seen[i], t => t.CpuMilliseconds), 5:0.0} ms a volume; "
                    + $"turns {string.Join(" ", seen[i].Select(t => $"{t.VolumesPerSecond:0.0}"))}"
            );
        var ratio = Rate(seen[1]) / Rate(seen[0]);
        Console.WriteLine($"gate / NetMQ {ratio:0.00}, receiver / NetMQ {Rate(seen[2]) / Rate(seen[0]):0.00}");
        return ratio >= LeastRatio ? 0 : 1;
    }

    private static async Task<Turn> PullAsync(int volumes)
    {
        using var socket = new PullSocket();
        socket.Options.ReceiveHighWatermark = HighWaterMark;
        var port = socket.BindRandomPort("tcp://127.0.0.1");
        return await MeasureAsync($"tcp://127.0.0.1:{port}", volumes, () =>
        {
            NetMQMessage? message = null;
            if (!socket.TryReceiveMultipartMessage(Patience, ref message, 2))
                throw new TimeoutException("no volume came in a minute");
            return Task.CompletedTask;
        });
    }

    private static async Task<Turn> GateAsync(int volumes)
    {
        var largest = (Shape.Voxels * 2) + (1 << 16);
        var limits = new GateLimits
        {
            MaxPartBytes = largest,
            MaxMessageBytes = largest,
            MaxParts = 2,
        };
        var journal = new GateJournal(NullLogger.Instance, "ingest");
        using var inlet = Inlet.Pull(AnyPort, limits, HighWaterMark, journal, TimeProvider.System);
        return await MeasureAsync(inlet.Endpoint, volumes, () =>
        {
            if (!inlet.TryReceive(Patience, out var message))
                throw new TimeoutException("no volume came in a minute");
            message.Dispose();
            return Task.CompletedTask;
        });
    }

    private static async Task<Turn> ReceiverAsync(int volumes)
    {
        using var receiver = new Receiver(
            new IngestOptions { Endpoint = AnyPort, HighWaterMark = HighWaterMark },
            new VolumePool(),
            TimeProvider.System,
            NullLogger.Instance
        );
        var events = Channel.CreateBounded<StreamEvent>(HighWaterMark);
        using var stop = new CancellationTokenSource();
        var running = receiver.RunAsync(events.Writer, stop.Token);
        var turn = await MeasureAsync(receiver.Endpoint, volumes, async () =>
        {
            while (await events.Reader.ReadAsync(CancellationToken.None) is var next)
                if (next is VolumeReady ready)
                {
                    ready.Volume.Dispose();
                    return;
                }
        });
        await stop.CancelAsync();
        await running;
        return turn;
    }

    /// <summary>Times from the first volume after the warm-up to the last.</summary>
    private static async Task<Turn> MeasureAsync(string endpoint, int volumes, Func<Task> takeOne)
    {
        using var sender = SenderProcess.Start(endpoint, WarmUp + volumes, Shape);
        for (var i = 0; i < WarmUp; i++)
            await takeOne();
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
        for (var i = 0; i < volumes; i++)
            await takeOne();
        var turn = new Turn(volumes / clock.Elapsed.TotalSeconds, (Cpu() - cpu) / volumes);
        await sender.WaitForExitAsync();
        return turn;
    }

    private static double Cpu()
    {
        using var me = Process.GetCurrentProcess();
        return me.TotalProcessorTime.TotalMilliseconds;
    }

    private static double Rate(List<Turn> turns) => Median(turns, t => t.VolumesPerSecond);

    private static double Median(List<Turn> turns, Func<Turn, double> of)
    {
        var sorted = turns.Select(of).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed record Turn(double VolumesPerSecond, double CpuMilliseconds);
}
