using System.CommandLine;
using Cellect.Data.Volumes;
using Cellect.Live.Hosting;
using Cellect.Overlay;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Snapshots;
using Cellect.Overlay.Viewing;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Commands;

/// <summary><c>view</c>: the overlay of a service that runs elsewhere.</summary>
internal static class ViewCommand
{
    public static Command Create()
    {
        var connect = new Option<string>("--connect")
        {
            Description = "Where the service publishes: tcp://HOST:PORT, its Publish:Endpoint; HOST alone means port 5556.",
            Required = true,
            HelpName = "ENDPOINT",
        };
        var command = new Command(
            "view",
            "Shows what a running service tracks, in a window or as pictures, on this computer or another. "
                + "The overlay's options come from appsettings.json, CELLECT_Overlay__Key variables and --Overlay:Key value."
        )
        {
            connect,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parse, cancel) => Fail.GuardAsync(() => RunAsync(parse.GetRequiredValue(connect), Overrides.Of(parse), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(string connect, string[] arguments, CancellationToken cancel)
    {
        var endpoint = ServiceEndpoint.Parse(connect);
        var options = OptionsReader.Read(OptionsReader.Configuration(arguments)).Overlay;
        using var services = new ToolServices(LogLevel.Information);
        var log = services.Session.Logs.CreateLogger("Cellect.Live.Viewing");
        var time = services.Session.Time;
        ServiceFollower? follower = null;
        var feed = new SnapshotFeed(() => follower?.Counts);
        var display = new DisplayThread(options, feed, time, log);
        follower = new ServiceFollower(
            endpoint,
            new RemoteSeries(new SeriesFeeder(options, feed, time), feed, time),
            feed,
            new VolumePool(),
            time,
            log
        );
        await using (follower)
        {
            await Task.WhenAny(display.Ended, Task.Delay(Timeout.Infinite, cancel));
            feed.Complete();
            await display.Ended;
        }

        return display.Opened ? ExitCode.Done : Fail.With(ExitCode.Failed, "nothing can be shown here, see above");
    }
}
