using System.Diagnostics;
using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using Cellect.Live.Commands;

namespace Cellect.Benchmarks.Accuracy.Peer;

/// <summary>Runs the hand-tuned peer (blob detector and linear assignment, a Python script) on a specimen.</summary>
internal static class PeerRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3", "python"];

    /// <summary>Its tracks; null, with a line that says why, where the script or its Python is missing.</summary>
    /// <param name="options">Where the script is.</param>
    /// <param name="open">A fresh specimen: it is written to a temporary folder, which is deleted afterwards.</param>
    /// <param name="settings">Arguments of the script.</param>
    public static async Task<TrackGraph?> TrackAsync(AccuracyOptions options, Func<ISpecimen> open, string[] settings)
    {
        if (!File.Exists(options.Peer) || Array.Find(Interpreters, CanRun) is not { } python)
        {
            Console.WriteLine($"the peer is left out: it needs {options.Peer} and python3 with numpy, scipy and tifffile");
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("cellect-peer-").FullName;
        try
        {
            await WriteImagesAsync(open, folder);
            var table = Path.Combine(folder, "tracks.csv");
            using var process = Process.Start(new ProcessStartInfo(python, [options.Peer, folder, table, .. settings]))!;
            if (!await EndsAsync(process))
                return null;
            return process.ExitCode == 0
                ? PointTable.ReadTracks(table)
                : throw new InvalidOperationException($"the peer ended with exit code {process.ExitCode}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>False, with a line that says so, for a peer that takes too long: the row is worth more than its last column.</summary>
    private static async Task<bool> EndsAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            Console.WriteLine($"the peer is left out: it did not end within {Longest.TotalMinutes:0} minutes");
            return false;
        }
    }

    private static async Task WriteImagesAsync(Func<ISpecimen> open, string folder)
    {
        using var specimen = open();
        await Progress.ShowAsync($"{specimen.Name} for the peer", specimen.Frames, advance => Task.Run(() =>
            {
                var pool = new VolumePool();
                foreach (var volume in specimen.Read(pool))
                    using (volume)
                    {
                        TiffVolumeWriter.Write(Path.Combine(folder, $"t{volume.Header.T:D3}.tif"), volume);
                        advance(volume.Header.T);
                    }
            }));
    }

    private static bool CanRun(string python)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(python, ["-c", "import numpy, scipy, tifffile"]) { RedirectStandardError = true }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
