using System.CommandLine;
using System.Globalization;
using Cellect.Live.Hosting;
using Cellect.Triggers.Control;
using Cellect.Triggers.Settings;

namespace Cellect.Live.Commands;

/// <summary><c>arm</c>, <c>disarm</c>, <c>stop</c>, <c>putback</c>: what is said to the triggers of a running service.</summary>
internal static class TriggerCommands
{
    private static readonly TimeSpan ArmTimeout = TimeSpan.FromSeconds(90),
        Pause = TimeSpan.FromMilliseconds(100);
    private const string Error = "error ";

    public static Command Arm()
    {
        var duration = new Option<TimeSpan>("--for")
        {
            Required = true,
            HelpName = "30m",
            Description = "For how long: a number and s, m or h; 1s to 24h.",
            CustomParser = result =>
            {
                if (Duration(result.Tokens[0].Value) is { } time)
                    return time;
                result.AddError($"--for '{result.Tokens[0].Value}' is not a time of 1s to 24h, such as 90s, 30m or 2h");
                return default;
            },
        };
        var (to, token) = (To(), Token());
        var command = new Command(
            "arm",
            "Lets the rules of a running service steer the microscope, for a time. Its present state is recorded and put back at the end."
        )
        {
            duration,
            to,
            token,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    ArmAsync(parse.GetRequiredValue(to), CommandToken.Read(parse.GetRequiredValue(token)), parse.GetValue(duration), cancel)
                )
        );
        return command;
    }

    public static Command Disarm()
    {
        var (to, token) = (To(), Token());
        var command = new Command("disarm", "Ends arming: nothing more is sent, and the microscope is put back to its state at arming.")
        {
            to,
            token,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    EndAsync(parse.GetRequiredValue(to), "disarm", CommandToken.Read(parse.GetRequiredValue(token)), cancel)
                )
        );
        return command;
    }

    public static Command Stop()
    {
        var (to, token) = (To(), Token());
        var command = new Command(
            "stop",
            "Emergency stop of the triggers: as disarm, and works while everything else is busy. On this computer it needs no token."
        )
        {
            to,
            token,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    EndAsync(
                        parse.GetRequiredValue(to),
                        "stop",
                        TokenForStop(parse.GetRequiredValue(to), parse.GetRequiredValue(token)),
                        cancel
                    )
                )
        );
        return command;
    }

    public static Command PutBack()
    {
        var (to, token) = (To(), Token());
        var byHand = new Option<bool>("--by-hand")
        {
            Description = "It has been put back by a person already: the arming is only forgotten.",
        };
        var command = new Command(
            "putback",
            "Puts the microscope back to its state at an arming that service and watchdog left behind when they died."
        )
        {
            byHand,
            to,
            token,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    PutBackAsync(
                        parse.GetRequiredValue(to),
                        parse.GetValue(byHand) ? "putback by-hand" : "putback",
                        CommandToken.Read(parse.GetRequiredValue(token)),
                        cancel
                    )
                )
        );
        return command;
    }

    /// <summary>A number and s, m or h; null: it is none, or not 1 s to 24 h.</summary>
    internal static TimeSpan? Duration(string text)
    {
        var unit =
            text.Length > 1
                ? text[^1] switch
                {
                    's' => 1,
                    'm' => 60,
                    'h' => 3600,
                    _ => 0,
                }
                : 0;
        return
            unit > 0
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * unit is >= 1 and <= 86_400
            ? TimeSpan.FromSeconds(number * unit)
            : null;
    }

    // Without a token a stop of another computer is refused by the service, which says so.
    private static CommandToken? TokenForStop(string endpoint, string path) =>
        !CommandEndpoint.IsOfThisComputer(endpoint) && File.Exists(path) ? CommandToken.Read(path) : null;

    private static async Task<int> ArmAsync(string endpoint, CommandToken token, TimeSpan duration, CancellationToken cancel)
    {
        var answer = CommandClient.Ask(endpoint, FormattableString.Invariant($"arm {duration.TotalSeconds}"), token);
        using var timeout = new CancellationTokenSource(ArmTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        while (!IsError(answer))
        {
            var status = CommandClient.Ask(endpoint, "status");
            if (CommandStatus.IsArmed(status))
            {
                Console.WriteLine(status);
                return ExitCode.Done;
            }

            if (status.Contains("not armed:", StringComparison.Ordinal))
                answer = $"{Error}{status}";
            else
                await Task.Delay(Pause, either.Token);
        }

        return Fail.With(ExitCode.Failed, answer[Error.Length..]);
    }

    private static async Task<int> EndAsync(string endpoint, string verb, CommandToken? token, CancellationToken cancel)
    {
        var answer = CommandClient.Ask(endpoint, verb, token);
        if (IsError(answer))
            return Fail.With(ExitCode.Failed, answer[Error.Length..]);
        Console.WriteLine(answer);
        return answer.EndsWith(CommandStatus.BeingPutBack, StringComparison.Ordinal) ? await ToldAsync(endpoint, cancel) : ExitCode.Done;
    }

    private static async Task<int> PutBackAsync(string endpoint, string command, CommandToken token, CancellationToken cancel)
    {
        var answer = CommandClient.Ask(endpoint, command, token);
        return IsError(answer) ? Fail.With(ExitCode.Failed, answer[Error.Length..]) : await ToldAsync(endpoint, cancel);
    }

    /// <summary>Waits until the service says what became of the microscope.</summary>
    private static async Task<int> ToldAsync(string endpoint, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(ArmTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        while (true)
        {
            var told = CommandClient.Ask(endpoint, CommandStatus.OutcomeWord);
            if (told != CommandStatus.Waiting)
            {
                Console.WriteLine(told);
                return told.Contains("NOT", StringComparison.Ordinal) ? ExitCode.Failed : ExitCode.Done;
            }

            await Task.Delay(Pause, either.Token);
        }
    }

    private static bool IsError(string answer) => answer.StartsWith(Error, StringComparison.Ordinal);

    /// <summary>The file of the token that commands are signed with.</summary>
    internal static Option<string> Token() =>
        new("--token-file")
        {
            HelpName = "FILE",
            DefaultValueFactory = _ => CommandToken.PathOf("", ""),
            Description = "The service's command token (Triggers:CommandTokenFile).",
        };

    /// <summary>Where commands are taken.</summary>
    internal static Option<string> To()
    {
        var to = new Option<string>("--to")
        {
            HelpName = "ENDPOINT",
            DefaultValueFactory = _ => new TriggerOptions().CommandEndpoint,
            Description = "Triggers:CommandEndpoint of the service.",
        };
        to.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && CommandEndpoint.ConnectMistake(result.GetValueOrDefault<string>()) is { } mistake)
                result.AddError(mistake);
        });
        return to;
    }
}
