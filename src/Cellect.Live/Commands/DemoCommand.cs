using System.CommandLine;
using System.Globalization;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Live.Demo;
using Cellect.Live.Hosting;
using Cellect.Stream;

namespace Cellect.Live.Commands;

/// <summary><c>demo</c>: a simulated specimen over real ZeroMQ through the real service, with pictures and a scoreboard.</summary>
internal static class DemoCommand
{
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
        using var services = new ToolServices();
        var watch = new SeriesWatch();
        var session = await LiveSession.OpenAsync(options, sockets: true, services.Session, watch);
        var truth = Path.Combine(folder, "nodes.csv");
        SeriesSummary? summary = null;
        await using (session)
        {
            await Progress.ShowAsync("tracking", frames, async advance =>
                summary = await StreamAsync(session, rehearsal, watch, source, truth, advance, cancel)
            );
            if (session.Overlay is { } overlay && await overlay.IsWindow && !overlay.Closed.IsCompleted)
            {
                Console.WriteLine("the last volume stays in the window; close it to end");
                await overlay.Closed.WaitAsync(cancel);
            }
        }

        if (summary is null)
            return Fail.With(ExitCode.Failed, "the demo did not come to its end, see above");
        Scoreboard.Print(truth, Path.Combine(session.Recorder!.Folder!, "tracks.csv"), opened.VoxelMicrometres!.Value, summary, watch);
        Console.WriteLine(Rehearsal.Summary(session.Triggers!));
        Console.WriteLine($"results in {session.Recorder.Folder}, pictures in {options.Overlay.PictureFolder}");
        return ExitCode.Done;
    }

    /// <summary>Sends the whole source through the service and returns the totals; null when the sender failed.</summary>
    private static async Task<SeriesSummary?> StreamAsync(
        LiveSession session,
        Rehearsal rehearsal,
        SeriesWatch watch,
        string source,
        string truth,
        Action<int> advance,
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
        return await SimulatedRun.StreamAsync(session, watch, sender, stop => Rehearsal.ArmAsync(triggers, stop), cancel);
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
