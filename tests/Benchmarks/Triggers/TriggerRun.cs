using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Demo;
using Cellect.Live.Hosting;
using Cellect.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NetMQ.Sockets;

namespace Cellect.Benchmarks.Triggers;

/// <summary>A session of triggers whose rule fires on every frame, one after the other, against the simulated microscope.</summary>
internal static class TriggerRun
{
    private const int WarmUp = 20;

    /// <summary>Milliseconds from decided to sent and from decided to acknowledged, each in ascending order.</summary>
    public static async Task<(List<double> Sent, List<double> Acknowledged)> MeasureAsync(int count, CancellationToken cancel)
    {
        var rehearsal = new Rehearsal();
        var folder = Directory.CreateTempSubdirectory("cellect-triggers").FullName;
        using var receiver = new PullSocket();
        var port = receiver.BindRandomPort("tcp://127.0.0.1");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // One volume, and then a pause for longer than this takes: the microscope answers meanwhile.
        var sender = ReplayProcess.RunAsync(
            [
                "sim:embryo?seed=1&frames=3&z=16&y=64&x=64",
                "--to",
                $"tcp://127.0.0.1:{port}",
                "--rate",
                "0.002",
                "--microscope",
                rehearsal.Endpoint,
            ],
            Console.Error.WriteLine,
            stop.Token
        );
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var services = new SessionServices(TimeProvider.System, provider.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);
        var ended = Channel.CreateBounded<TriggerNews>(16);
        var options = Options(rehearsal, folder);
        await using (
            var triggers = new TriggerSession(options.Triggers, options.Microscope, options.Record.Directory, services, news =>
                _ = news.Event is "done" or "failed" or "unacknowledged" or "refused" && ended.Writer.TryWrite(news)
            )
        )
        {
            await Rehearsal.ArmAsync(triggers.Control, cancel);
            var results = await FireAsync(triggers.Sink, count + WarmUp, ended.Reader, cancel);
            await triggers.DisposeAsync();
            await stop.CancelAsync();
            await Task.WhenAny(sender);
            var measured = results.Skip(WarmUp).ToList();
            return (
                [.. measured.Select(n => (n.Stamps.SentNs - n.Stamps.DecidedNs) / 1e6).Order()],
                [.. measured.Select(n => (n.Stamps.AcknowledgedNs - n.Stamps.DecidedNs) / 1e6).Order()]
            );
        }
    }

    private static CellectOptions Options(Rehearsal rehearsal, string folder) =>
        OptionsReader.Read(
            new ConfigurationBuilder()
                .AddCommandLine([
                    .. rehearsal.Settings(folder),
                    "--Triggers:AuditDirectory",
                    folder,
                    "--Triggers:Rules:0:When:Event",
                    "NewTrack",
                    "--Triggers:Rules:0:When:ConfirmVolumes",
                    "0",
                    "--Triggers:MaxFiringsPerMinute",
                    "100000",
                ])
                .Build()
        );

    private static async Task<List<TriggerNews>> FireAsync(
        TriggerSink sink,
        int count,
        ChannelReader<TriggerNews> ended,
        CancellationToken cancel
    )
    {
        var results = new List<TriggerNews>();
        await sink.BeginSeriesAsync(Header(0), cancel);
        for (var t = 0; results.Count < count; t++)
        {
            var header = Header(t);
            var frame = new TrackedFrame
            {
                Header = header,
                TimeStep = t == 0 ? 0 : 1,
                Divisions = [],
                Cells = [new TrackedCell(t + 1, -1, 1, 1, 1, 1, 1, 0)],
                Stamps = new LatencyStamps(
                    header.ExposureEndNs,
                    header.ReceivedNs,
                    header.AssembledNs,
                    header.AssembledNs,
                    header.AssembledNs,
                    0
                ),
            };
            await sink.WriteAsync(frame, null!, cancel);
            // The default rule of the rehearsal warms up over three volumes.
            if (t >= 3)
                results.Add(await ended.ReadAsync(cancel));
        }

        return results;
    }

    private static VolumeHeader Header(int t)
    {
        var now = TimeProvider.System.UtcNanoseconds();
        return new VolumeHeader
        {
            Series = "benchmark",
            T = t,
            Shape = new VolumeShape(4, 8, 8),
            Type = VoxelType.UInt16,
            VoxelMicrometres = new VoxelSize(1, 1, 1),
            ExposureEndNs = now,
            ReceivedNs = now,
            AssembledNs = now,
        };
    }
}
