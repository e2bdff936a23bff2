using System.CommandLine;
using System.Diagnostics;
using Cellect.Data.Settings;
using Cellect.Data.Volumes;
using Cellect.Gate.Sockets;
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
        var connect = new Option<string[]>("--connect")
        {
            Description =
                "Where the service publishes: tcp://HOST:PORT, its Publish:Endpoint; HOST alone means port 5556. "
                + "Once for each of several services, which get a window each.",
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
                    parse.GetRequiredValue(connect) is not [var one]
                        ? SeveralAsync(parse.GetRequiredValue(connect), Overrides.Of(parse), cancel)
                        : RunAsync(
                            ServiceEndpoint.Parse(one),
                            parse.GetValue(to),
                            Find(parse.GetRequiredValue(token), parse.GetResult(token) is { Implicit: false }),
                            Overrides.Of(parse),
                            cancel
                        )
                )
        );
        return command;
    }

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1.5);

    /// <summary>A window each, every one a program of its own: one that cannot be drawn ends no other.</summary>
    private static async Task<int> SeveralAsync(string[] endpoints, string[] arguments, CancellationToken cancel)
    {
        foreach (var endpoint in endpoints)
            _ = ServiceEndpoint.Parse(endpoint);
        var views = new List<Process>();
        try
        {
            foreach (var endpoint in endpoints)
                views.Add(
                    Process.Start(OwnProgram.Start("cellect", ["view", "--connect", endpoint, .. arguments]))
                        ?? throw new InvalidOperationException("a window could not be started")
                );
            await Task.WhenAll(views.Select(view => view.WaitForExitAsync(cancel)));
            return views.TrueForAll(view => view.ExitCode == ExitCode.Done) ? ExitCode.Done : ExitCode.Failed;
        }
        finally
        {
            foreach (var view in views)
            {
                if (!view.HasExited)
                    view.Kill();
                view.Dispose();
            }
        }
    }

    private static async Task<int> RunAsync(string endpoint, string? to, TokenFile token, string[] arguments, CancellationToken cancel)
    {
        var options = OptionsReader.Read(OptionsReader.Configuration(arguments)).Overlay;
        if (await FirstLookAsync(endpoint, cancel) is { IsHopeless: true } wrong)
            return Fail.With(ExitCode.InputUnusable, wrong.Words);
        using var services = new ToolServices(LogLevel.Information);
        var log = services.Session.Logs.CreateLogger("Cellect.Live.Viewing");
        var time = services.Session.Time;
        ServiceFollower? follower = null;
        var feed = new SnapshotFeed(() => follower?.Counts);
        await using var triggers = new RemoteTriggers(() => follower?.Counts, endpoint, to, token, log);
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

    /// <summary>The token's file; one that is named must be there.</summary>
    private static TokenFile Find(string path, bool isNamed)
    {
        if (isNamed)
            CommandToken.Read(path);
        return new TokenFile(path);
    }

    /// <summary>What can be said at once; a service that is not there yet is waited for in the window.</summary>
    private static async Task<ServiceProbe?> FirstLookAsync(string endpoint, CancellationToken cancel)
    {
        var look = ServiceProbe.LookAsync(endpoint, cancel);
        await Task.WhenAny(look, Task.Delay(FirstLook, cancel));
        return look.IsCompletedSuccessfully ? await look : null;
    }
}
