using System.Diagnostics;
using System.Globalization;

namespace Cellect.Benchmarks.Linking;

/// <summary>Processor time of linking one frame: waiting for a core that others have does not count.</summary>
internal static class LinkingProcessorTime
{
    private const int Frames = 20,
        WarmUp = 40;

    private static readonly int[] Sizes = [1_000, 3_000, 10_000, 30_000];

    /// <summary>Prints a table; 1 when 10,000 cells take 150 ms or more.</summary>
    public static int Print()
    {
        var fast = true;
        Console.WriteLine("| cells | merge, ms | link, ms | frame, median ms | µs a cell |\n|---|---|---|---|---|");
        foreach (var cells in Sizes)
        {
            var benchmark = new LinkingBenchmark { Cells = cells };
            benchmark.Setup();
            var (merge, link) = (Median(() => benchmark.Merge()), Median(() => benchmark.Link()));
            var frame = Median(() => benchmark.Frame());
            benchmark.Cleanup();
            fast &= cells != 10_000 || frame < 150;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {cells:N0} | {merge:0.0} | {link:0.0} | {frame:0.0} | {1000 * frame / cells:0.0} |"
                )
            );
        }

        return fast ? 0 : 1;
    }

    private static double Median(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var times = new List<double>();
        for (var i = 0; i < WarmUp + Frames; i++)
        {
            process.Refresh();
            var start = process.TotalProcessorTime;
            action();
            process.Refresh();
            if (i >= WarmUp)
                times.Add((process.TotalProcessorTime - start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
