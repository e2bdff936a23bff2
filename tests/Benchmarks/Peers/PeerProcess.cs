using System.Diagnostics;
using Cellect.Data.Volumes;

namespace Cellect.Benchmarks.Peers;

/// <summary>Runs the peer as another process and reads what it saw.</summary>
internal static class PeerProcess
{
    public static async Task<List<PeerLine>> RunAsync(string to, string from, int volumes, VolumeShape shape)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"),
                "peer",
                "--to",
                to,
                "--from",
                from,
                "--volumes",
                $"{volumes}",
                "--shape",
                $"{shape.Z}",
                $"{shape.Y}",
                $"{shape.X}",
            },
        };
        using var process = Process.Start(start)!;
        var lines = new List<PeerLine>(volumes);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            lines.Add(PeerLine.Parse(line));
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? lines : throw new InvalidOperationException($"the peer ended with exit code {process.ExitCode}");
    }
}
