using System.CommandLine;
using System.Globalization;
using Cellect.Live.Hosting;
using Cellect.Triggers.Control;
using Cellect.Triggers.Settings;

namespace Cellect.Live.Commands;

/// <summary><c>arm</c>, <c>disarm</c>, <c>stop</c>: what is said to the triggers of a running service.</summary>
internal static class TriggerCommands
{
    private static readonly TimeSpan ArmTimeout = TimeSpan.FromSeconds(90),
        Pause = TimeSpan.FromMilliseconds(100);

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
        var to = To();
        var command = new Command(
            "arm",
            "Lets the rules of a running service steer the microscope, for a time. Its present state is recorded and put back at the end."
        )
        {
            duration,
            to,
        };
        command.SetAction((parse, cancel) => Fail.GuardAsync(() => ArmAsync(parse.GetRequiredValue(to), parse.GetValue(duration), cancel)));
        return command;
    }

    public static Command Disarm() =>
        Simple("disarm", "Ends arming: nothing more is sent, and the microscope is put back to its state at arming.");

    public static Command Stop() => Simple("stop", "Emergency stop of the triggers: as disarm, and works while everything else is busy.");

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

    private static Command Simple(string verb, string description)
    {
        var to = To();
        var command = new Command(verb, description) { to };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                {
                    Console.WriteLine(CommandClient.Ask(parse.GetRequiredValue(to), verb));
                    return Task.FromResult(ExitCode.Done);
                })
        );
        return command;
    }

    private static async Task<int> ArmAsync(string endpoint, TimeSpan duration, CancellationToken cancel)
    {
        var answer = CommandClient.Ask(endpoint, FormattableString.Invariant($"arm {duration.TotalSeconds}"));
        using var timeout = new CancellationTokenSource(ArmTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        while (!answer.StartsWith("error", StringComparison.Ordinal))
        {
            var status = CommandClient.Ask(endpoint, "status");
            if (CommandStatus.IsArmed(status))
            {
                Console.WriteLine(status);
                return ExitCode.Done;
            }

            if (status.Contains("not armed:", StringComparison.Ordinal))
                answer = $"error {status}";
            else
                await Task.Delay(Pause, either.Token);
        }

        return Fail.With(ExitCode.Failed, answer["error ".Length..]);
    }

    private static Option<string> To()
    {
        var to = new Option<string>("--to")
        {
            HelpName = "ENDPOINT",
            DefaultValueFactory = _ => new TriggerOptions().CommandEndpoint,
            Description = "Triggers:CommandEndpoint of the service.",
        };
        to.Validators.Add(result =>
        {
            if (CommandEndpoint.Mistake(result.GetValueOrDefault<string>()) is { } mistake)
                result.AddError(mistake);
        });
        return to;
    }
}
