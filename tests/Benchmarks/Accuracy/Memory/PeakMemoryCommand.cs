using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Data.Volumes;
using Cellect.Stream;

namespace Cellect.Benchmarks.Accuracy.Memory;

/// <summary>Tracks a folder of volumes and prints the process's peak memory in bytes.</summary>
internal static class PeakMemoryCommand
{
    public const string Name = "peak-memory";

    public static Command Create()
    {
        var model = new Argument<string>("MODEL");
        var folder = new Argument<string>("FOLDER");
        var command = new Command(Name, "Started by accuracy.") { model, folder };
        command.Hidden = true;
        command.SetAction(parse => Run(parse.GetRequiredValue(model), parse.GetRequiredValue(folder)));
        return command;
    }

    private static void Run(string model, string folder)
    {
        using var method = ModelMethod.Load(model);
        using var source = VolumeSources.Open(folder);
        var pool = new VolumePool();
        foreach (var volume in source.Read("memory", pool, CancellationToken.None))
            using (volume)
            {
                var (_, cells, _) = method.Track(volume);
                Console.WriteLine($"volume {volume.Header.T}: {cells.Length} cells");
            }

        Console.WriteLine(PeakBytes().ToString(CultureInfo.InvariantCulture));
    }

    private static long PeakBytes()
    {
        if (!OperatingSystem.IsLinux())
            return Process.GetCurrentProcess().PeakWorkingSet64;
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
