using System.Diagnostics;
using System.Globalization;
using Cellect.Data.TiffFiles;

namespace Cellect.Benchmarks.Accuracy.Memory;

/// <summary>Largest working set of the whole path, in a process of its own so that nothing else is counted.</summary>
internal static class PeakMemory
{
    /// <summary>Bytes: Linux's high-water mark of the resident set, elsewhere the peak working set.</summary>
    public static async Task<double> MeasureAsync(string model)
    {
        var folder = Directory.CreateTempSubdirectory("cellect-memory-").FullName;
        try
        {
            for (var t = 0; t < LargeVolume.Count; t++)
                TiffVolumeWriter.Write<ushort>(
                    Path.Combine(folder, $"t{t:D3}.tif"),
                    LargeVolume.Voxels(t),
                    LargeVolume.Shape,
                    LargeVolume.Voxel
                );
            return await RunAsync(model, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> RunAsync(string model, string folder)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"), PeakMemoryCommand.Name, model, folder]
        )
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var last = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
            last = line;
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? double.Parse(last, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"the process whose memory was measured ended with exit code {process.ExitCode}");
    }
}
