using System.CommandLine;
using System.Globalization;

namespace Cellect.Benchmarks.Triggers;

/// <summary><c>triggers</c>: from a decision to its request and its acknowledgement, on the loopback.</summary>
internal static class TriggersCommand
{
    // What the project promises, at the median.
    private const double MaxSentMs = 5,
        MaxAcknowledgedMs = 20;

    public static Command Create()
    {
        var count = new Option<int>("--actions") { Description = "Actions measured.", DefaultValueFactory = _ => 300 };
        var command = new Command(
            "triggers",
            "Decided to sent and to acknowledged, with the simulated microscope in a process of its own (20 s)."
        )
        {
            count,
        };
        command.SetAction((parse, cancel) => RunAsync(parse.GetValue(count), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int count, CancellationToken cancel)
    {
        var (sent, acknowledged) = await TriggerRun.MeasureAsync(count, cancel);
        Console.WriteLine("ms                        median   95 %    longest");
        Console.WriteLine($"decided to sent         {Row(sent)}");
        Console.WriteLine($"decided to acknowledged {Row(acknowledged)}");
        return sent[sent.Count / 2] < MaxSentMs && acknowledged[acknowledged.Count / 2] < MaxAcknowledgedMs ? 0 : 1;
    }

    private static string Row(List<double> sorted) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{sorted[sorted.Count / 2], 8:0.00} {sorted[(int)(0.95 * sorted.Count)], 8:0.00} {sorted[^1], 8:0.00}"
        );
}
