using System.CommandLine;
using System.Globalization;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Live.Demo;
using Cellect.Live.Hosting;
using Cellect.Stream;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Commands;

/// <summary><c>demo</c>: a simulated specimen over real ZeroMQ through the real service, with pictures and a scoreboard.</summary>
internal static class DemoCommand
{
    // What the sender and its simulated microscope say.
    private const string ReplayLog = "replay.log";

    public static Command Create()
    {
        var frames = new Option<int>("--frames")
        {
            Description = "Volumes to send.",
            DefaultValueFactory = _ => 60,
            HelpName = "N",
        };
        var headless = new Option<bool>("--headless") { Description = "Pictures instead of a window." };
        var directory = new Option<string>("--out")
        {
            Description = "Folder for results and pictures.",
            DefaultValueFactory = _ => "results/demo",
            HelpName = "DIR",
        };
        var scene = new Option<string>("--scene")
        {
            Description = "embryo or lymphnode.",
            DefaultValueFactory = _ => "embryo",
            HelpName = "NAME",
        };
        frames.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 100_000)
                result.AddError("--frames must be 2 to 100000");
        });
        scene.AcceptOnlyFromAmong("embryo", "lymphnode");
        var command = new Command("demo", "A simulated specimen, sent over ZeroMQ, tracked live, shown, and scored against its truth.")
        {
            frames,
            headless,
            directory,
            scene,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    RunAsync(
                        parse.GetValue(frames),
                        parse.GetValue(headless),
                        parse.GetRequiredValue(directory),
                        parse.GetRequiredValue(scene),
                        cancel
                    )
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(int frames, bool headless, string directory, string scene, CancellationToken cancel)
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"sim:{scene}?seed=1&frames={frames}");
        var folder = NewFolder(directory);
        var rehearsal = new Rehearsal();
        var options = OptionsReader.Read(
            OptionsReader.Configuration([
                "--Ingest:Endpoint",
                "tcp://127.0.0.1:0",
                "--Publish:Endpoint",
                "tcp://127.0.0.1:0",
                "--Publish:ControlEndpoint",
                "tcp://127.0.0.1:0",
                "--Record:Directory",
                folder,
                "--Overlay:PictureFolder",
                Path.Combine(folder, "pictures"),
                "--Overlay:Mode",
                headless ? "Offscreen" : "Auto",
                .. rehearsal.Settings(folder),
            ])
        );
        return await RunAsync(source, folder, frames, options, rehearsal, cancel);
    }

    private static async Task<int> RunAsync(
        string source,
        string folder,
        int frames,
        CellectOptions options,
        Rehearsal rehearsal,
        CancellationToken cancel
    )
    {
        using var opened = VolumeSources.Open(source);
        Console.WriteLine(opened.Description);
        using var services = new ToolServices(least: LogLevel.Error);
        var watch = new SeriesWatch();
        var session = await LiveSession.OpenAsync(options, sockets: true, services.Session, watch);
        var truth = Path.Combine(folder, "nodes.csv");
        SeriesSummary? summary = null;
        await using (session)
        {
            await using (var told = File.CreateText(Path.Combine(folder, ReplayLog)))
                await Progress.ShowAsync(
                    "tracking",
                    frames,
                    async advance => summary = await StreamAsync(session, rehearsal, watch, source, truth, advance, told, cancel),
                    TimeSpan.FromSeconds(1),
                    () => $"{watch.CellsNow} cells, {watch.Divisions} divisions so far"
                );
            if (summary is null)
                return Fail.With(ExitCode.Failed, $"the demo did not come to its end; the sender said: {LastWord(folder)}");
            Scoreboard.Print(truth, Path.Combine(session.Recorder!.Folder!, "tracks.csv"), opened.VoxelMicrometres!.Value, summary, watch);
            Console.WriteLine(Rehearsal.Summary(session.Triggers!));
            Console.WriteLine($"results in {session.Recorder.Folder}{Pictures(options.Overlay.PictureFolder)}");
            if (session.Overlay is { } overlay && await overlay.IsWindow && !overlay.Closed.IsCompleted)
            {
                Console.WriteLine("the last volume stays in the window; close it to end");
                await overlay.Closed.WaitAsync(cancel);
            }
        }

        return ExitCode.Done;
    }

    private static string Pictures(string folder) => Directory.Exists(folder) ? $", pictures in {folder}" : "";

    private static string LastWord(string folder) =>
        File.ReadLines(Path.Combine(folder, ReplayLog)).LastOrDefault(line => line.Length > 0) ?? "nothing";

    /// <summary>Sends the whole source through the service and returns the totals; null when the sender failed.</summary>
    private static async Task<SeriesSummary?> StreamAsync(
        LiveSession session,
        Rehearsal rehearsal,
        SeriesWatch watch,
        string source,
        string truth,
        Action<int> advance,
        TextWriter told,
        CancellationToken cancel
    )
    {
        watch.Advance = advance;
        var sender = new[]
        {
            source,
            "--to",
            session.Receiver!.Endpoint,
            "--rate",
            $"{Rehearsal.VolumesPerSecond}",
            "--truth",
            truth,
            "--microscope",
            rehearsal.Endpoint,
        };
        var triggers = session.Triggers!.Control;
        // The microscope answers for some seconds after its last volume: put it back before it goes.
        _ = watch.Over.ContinueWith(_ => triggers.Disarm(Caller.Service), TaskScheduler.Default);
        return await SimulatedRun.StreamAsync(session, watch, sender, told.WriteLine, stop => Rehearsal.ArmAsync(triggers, stop), cancel);
    }

    /// <summary>The folder itself when there is nothing in it, else the first free one numbered after it.</summary>
    private static string NewFolder(string directory)
    {
        var folder = directory;
        for (var n = 2; Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(); n++)
            folder = string.Create(CultureInfo.InvariantCulture, $"{directory}-{n}");
        Directory.CreateDirectory(folder);
        return folder;
    }
}
