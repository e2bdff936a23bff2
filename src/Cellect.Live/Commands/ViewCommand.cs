using System.CommandLine;
using Cellect.Data.Volumes;
using Cellect.Live.Hosting;
using Cellect.Overlay;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Snapshots;
using Cellect.Overlay.Viewing;
using Cellect.Triggers.Control;
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
        var (to, token) = (TriggerCommands.To(), TriggerCommands.Token());
        to.DefaultValueFactory = null;
        to.Description = "Triggers:CommandEndpoint of the service; where none is named, as the service tells.";
        var command = new Command(
            "view",
            "Shows what a running service tracks, in a window or as pictures, on this computer or another. "
                + "The overlay's options come from appsettings.json, CELLECT_Overlay__Key variables and --Overlay:Key value."
        )
        {
            connect,
            to,
            token,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    RunAsync(
                        ServiceEndpoint.Parse(parse.GetRequiredValue(connect)),
                        parse.GetValue(to),
                        ViewToken.Read(parse.GetRequiredValue(token), parse.GetResult(token) is { Implicit: false }),
                        [.. parse.UnmatchedTokens],
                        cancel
                    )
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string endpoint, string? to, ViewToken token, string[] arguments, CancellationToken cancel)
    {
        Overrides.Check(arguments);
        var options = OptionsReader.Read(OptionsReader.Configuration(arguments)).Overlay;
        using var services = new ToolServices(LogLevel.Information);
        var log = services.Session.Logs.CreateLogger("Cellect.Live.Viewing");
        var time = services.Session.Time;
        ServiceFollower? follower = null;
        var feed = new SnapshotFeed(() => follower?.Counts);
        await using var triggers = new RemoteTriggers(() => follower?.Counts, endpoint, to, token.Token, token.Missing, log);
        var display = new DisplayThread(options, feed, time, log, triggers);
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
