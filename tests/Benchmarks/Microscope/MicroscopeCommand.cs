using System.CommandLine;
using System.Diagnostics;
using Cellect.Benchmarks.Overhead;
using Cellect.Data.Volumes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Adapters;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Benchmarks.Microscope;

/// <summary><c>microscope</c>: from a decision to its request on the socket, and to the acknowledgement of the simulated microscope, over
/// loopback.</summary>
internal static class MicroscopeCommand
{
    private const int WarmUp = 20;
    private const double SentLimitMilliseconds = 5;
    private const double AcknowledgedLimitMilliseconds = 20;

    public static Command Create()
    {
        var actions = new Option<int>("--actions") { Description = "Actions measured, 1 to 100,000.", DefaultValueFactory = _ => 500 };
        actions.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 1 or > 100_000)
                r.AddError("--actions must be 1 to 100,000");
        });
        var command = new Command(
            "microscope",
            $"The ZeroMQ adapter against the simulated microscope, a process of its own. Exit code 1 when a median "
                + $"reaches {SentLimitMilliseconds} ms (sent) or {AcknowledgedLimitMilliseconds} ms (acknowledged)."
        )
        {
            actions,
        };
        command.SetAction((parse, _) => RunAsync(parse.GetRequiredValue(actions)));
        return command;
    }

    private static async Task<int> RunAsync(int actions)
    {
        using var microscope = Start();
        try
        {
            var endpoint = await EndpointAsync(microscope);
            var good = true;
            foreach (var form in Enum.GetValues<MessageForm>())
                good &= await MeasureAsync(form, endpoint, actions);
            return good ? 0 : 1;
        }
        finally
        {
            microscope.Kill();
        }
    }

    private static async Task<bool> MeasureAsync(MessageForm form, string endpoint, int actions)
    {
        await using var adapter = ActionAdapters.Open(
            "scope",
            new AdapterOptions { Endpoint = endpoint, Form = form },
            TimeProvider.System,
            NullLogger.Instance
        );
        var (sent, acknowledged) = (new Distribution("decided to sent"), new Distribution("decided to acknowledged"));
        for (var i = 0; i < WarmUp + actions; i++)
        {
            var request = new ActionRequest
            {
                Key = $"{form}-{i}",
                Rule = "benchmark",
                Series = "",
                TimePoint = i,
                Change = new MicroscopeSettings { PowerPercent = i % 100 },
                Stamps = new DecisionStamps(0, 0, 0, TimeProvider.System.UtcNanoseconds()),
                Cells = [new ActionCell(1, default, default), new ActionCell(2, default, default)],
            };
            var reply = await adapter.SendAsync(request, CancellationToken.None);
            if (reply.Outcome != ActionOutcome.Done)
                throw new InvalidOperationException($"action {i} ended as {reply.Outcome}: {reply.Detail}");
            if (i < WarmUp)
                continue;
            sent.Add(reply.SentNs - request.Stamps.DecidedNs);
            acknowledged.Add(reply.AcknowledgedNs - request.Stamps.DecidedNs);
        }

        Console.WriteLine($"{form}, {actions} actions, one after the other{"", 8}median ms    95 % ms");
        Console.WriteLine(sent);
        Console.WriteLine(acknowledged);
        return sent.Median < SentLimitMilliseconds && acknowledged.Median < AcknowledgedLimitMilliseconds;
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
        };
        // Nobody receives its volumes: the microscope answers all the same.
        foreach (
            var argument in new[]
            {
                Path.Combine(AppContext.BaseDirectory, "cellect-replay.dll"),
                "sim:embryo?frames=1",
                "--to",
                "tcp://127.0.0.1:9",
                "--rate",
                "1",
                "--microscope",
                "tcp://127.0.0.1:0",
            }
        )
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("the replay tool did not start");
    }

    private static async Task<string> EndpointAsync(Process microscope)
    {
        const string Says = "microscope answers at ";
        while (await microscope.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(Says, StringComparison.Ordinal))
            {
                // What it says later must not fill the pipe and stop it.
                _ = microscope.StandardOutput.ReadToEndAsync();
                return line[Says.Length..];
            }

        throw new InvalidOperationException("the replay tool ended without a microscope");
    }
}
