using System.Globalization;
using Cellect.Data.Volumes;
using Cellect.Replay.Microscope;
using Cellect.Stream;
using Cellect.Stream.Simulation;
using Cellect.Stream.Simulation.Spleen;
using Cellect.Stream.Sources;
using NetMQ;
using Spectre.Console;

namespace Cellect.Replay;

/// <summary>One replay from options to exit code.</summary>
internal static class ReplayRun
{
    // As at the receiver: a stream that nobody takes must be felt here, not hoarded.
    private const int VolumesInFlight = 4;

    public static async Task<int> RunAsync(ReplayOptions options, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            using var source = Open(options, time, cancel);
            return await SendAsync(source, options, time, cancel);
        }
        catch (OperationCanceledException) when (options.Follow)
        {
            return Fail(ExitCodes.Failed, $"interrupted: no whole volume has come in {options.Source}");
        }
        catch (FormatException e)
        {
            return Fail(ExitCodes.Usage, e.Message);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCodes.InputUnusable, e.Message);
        }
        catch (NetMQException e)
        {
            return Fail(ExitCodes.Failed, $"cannot {(options.Bind ? "bind" : "connect to")} {options.Endpoint}: {e.Message}");
        }
    }

    private static IVolumeSource Open(ReplayOptions options, TimeProvider time, CancellationToken cancel)
    {
        if (!options.Follow)
            return VolumeSources.Open(options.Source, options.VoxelMicrometres);
        Console.WriteLine($"following {options.Source}; waiting for the first whole volume (Ctrl-C ends)");
        return VolumeSources.Follow(options.Source, options.VoxelMicrometres, time, cancel);
    }

    private static async Task<int> SendAsync(IVolumeSource source, ReplayOptions options, TimeProvider time, CancellationToken cancel)
    {
        if (source is RecordingSource && options.MicroscopeEndpoint is not null)
            throw new FormatException(
                "--microscope lets requests change the stream, and a recording is sent as it came; leave it out "
                    + "(docs/examples/microscope.py answers requests too)"
            );
        Console.WriteLine(source.Description);
        var interval = options.Follow ? TimeSpan.Zero : options.Rate.Interval(source.Interval);
        var series = options.Series
            ?? (source as RecordingSource)?.Name
            ?? string.Create(CultureInfo.InvariantCulture, $"{source.Name}-{time.GetUtcNow():yyyyMMdd-HHmmss}");
        using var transmitter = new VolumeTransmitter(
            options.Endpoint,
            options.Bind,
            VolumesInFlight * (options.Planes ? source.Shape.Z : 1)
        );
        var pace = options.Follow ? "each as it is written" : RateText(interval);
        Console.WriteLine($"series {series}, {(options.Bind ? "published at" : "to")} {transmitter.Endpoint}, {pace}");
        var result = await ShowAsync(options.Follow ? null : source.Frames, time, async display =>
        {
            var sender = new SeriesSender(series, transmitter, new ReceiverWait(time, display), options.Planes, options.Compression)
            {
                Losses = options.LostShare > 0 ? new Losses(options.LostShare) : null,
            };
            if (source is RecordingSource recording)
                return await new RecordingReplayer(recording, sender, options.Rate, new VolumePool(), time, display).RunAsync(
                    series,
                    cancel
                );
            using var microscope = options.MicroscopeEndpoint is { } endpoint
                ? new RehearsedMicroscope(endpoint, options.AnswerFaults, source, interval, time, display)
                : null;
            var sent = await new Replayer(source, sender, interval, new VolumePool(), time, display, microscope?.Stage).RunAsync(
                series,
                cancel
            );
            if (microscope is not null)
                await microscope.StayUntilQuietAsync(cancel);
            return sent;
        });
        if (options.TruthPath is { } path)
            WriteTruth(path, source, result.LastT);
        // Nothing but Ctrl-C ends what is followed.
        return Conclude(options.Follow ? result with { Finished = true } : result, source.Volumes);
    }

    private static void WriteTruth(string path, IVolumeSource source, int lastT)
    {
        if (source is SpleenSource spleen)
            SpleenTables.Write(path, spleen.Truth, lastT);
        else if (source is SimulatedVolumeSource specimen)
            TruthTable.Write(path, specimen.Truth.Where(node => node.T <= lastT));
    }

    private static Task<ReplayResult> ShowAsync(int? frames, TimeProvider time, Func<IReplayDisplay, Task<ReplayResult>> run) =>
        frames is { } count && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? TerminalDisplay.RunAsync(count, run)
            : run(new PlainDisplay(Console.Out, time, frames));

    private static int Conclude(ReplayResult result, int frames)
    {
        var skipped = result.Skipped > 0 ? $", {result.Skipped} skipped" : "";
        var late =
            result.Latest > TimeSpan.FromMilliseconds(50)
                ? string.Create(CultureInfo.InvariantCulture, $"; up to {result.Latest.TotalSeconds:0.0} s behind the schedule")
                : "";
        Console.WriteLine($"{(result.Finished ? "sent" : "interrupted:")} {result.Sent} of {frames} volumes{skipped}{late}");
        if (!result.Finished)
            return ExitCodes.Failed;
        return result.Sent > 0 ? ExitCodes.Done : ExitCodes.InputUnusable;
    }

    private static string RateText(TimeSpan interval) =>
        interval == TimeSpan.Zero
            ? "as fast as they are taken"
            : string.Create(CultureInfo.InvariantCulture, $"one volume every {interval.TotalSeconds:0.###} s");

    private static int Fail(int exit, string message)
    {
        Console.Error.WriteLine(message);
        return exit;
    }
}
