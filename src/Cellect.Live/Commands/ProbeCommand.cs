using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cellect.Live.Hosting;
using Cellect.Stream.Ingest;
using Cellect.Stream.Probing;

namespace Cellect.Live.Commands;

/// <summary><c>probe</c>: what a sender sends, what is missing, and which options to set.</summary>
internal static class ProbeCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var endpoint = new Argument<string>("ENDPOINT")
        {
            Description =
                "tcp://ADDRESS:PORT, where the sender pushes to (--mode pull), publishes (--mode sub) or connects by plain TCP "
                + "(--mode tcp).",
        };
        var mode = new Option<string>("--mode")
        {
            HelpName = "pull|sub|tcp",
            DefaultValueFactory = _ => "sub",
            Description = "sub connects and listens beside others; pull and tcp bind, and take what was meant for the service.",
        };
        mode.AcceptOnlyFromAmong("pull", "sub", "tcp");
        var seconds = new Option<double>("--seconds")
        {
            HelpName = "N",
            DefaultValueFactory = _ => 10,
            Description = "How long to listen, 0.5 to 3600.",
        };
        seconds.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is >= 0.5 and <= 3600))
                result.AddError("--seconds must be 0.5 to 3600");
        });
        var json = new Option<bool>("--json") { Description = "Write the facts as JSON." };
        var command = new Command("probe", "Listens to a sender and says what comes, what is missing, and which options to set.")
        {
            endpoint,
            mode,
            seconds,
            json,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    Task.FromResult(
                        Run(
                            parse.GetRequiredValue(endpoint),
                            parse.GetRequiredValue(mode),
                            parse.GetValue(seconds),
                            parse.GetValue(json),
                            cancel
                        )
                    )
                )
        );
        return command;
    }

    private static int Run(string endpoint, string mode, double seconds, bool json, CancellationToken cancel)
    {
        var (duration, time) = (TimeSpan.FromSeconds(seconds), TimeProvider.System);
        var report = new ProbeReport();
        if (mode == "tcp")
            StreamProbe.RunDoor(endpoint, report, duration, time, cancel);
        else
            StreamProbe.Run(endpoint, mode == "pull" ? SocketMode.PullBind : SocketMode.SubConnect, report, duration, time, cancel);
        var facts = report.Facts(seconds);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(facts, Indented));
        else
            foreach (var (name, value) in facts)
                Write(name, value);
        return report.Messages > 0 ? ExitCode.Done : ExitCode.InputUnusable;
    }

    private static void Write(string name, object? value)
    {
        if (name == "advice")
            foreach (var line in (string[])value!)
                Console.WriteLine("-> " + line);
        else
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -16}{JsonSerializer.Serialize(value)}"));
    }
}
