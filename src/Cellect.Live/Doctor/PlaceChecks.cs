using System.Diagnostics;
using System.IO.Ports;
using Cellect.Data.Recordings;
using Cellect.Data.Settings;
using Cellect.Live.Hosting;
using Cellect.Overlay.Displays;

namespace Cellect.Live.Doctor;

/// <summary>What a session needs around it: ports, disk, display, serial lines; by the settings.</summary>
internal static class PlaceChecks
{
    private const int ProbeMegabytes = 128;
    private const double SlowMegabytesASecond = 100;

    /// <summary>All of them.</summary>
    public static IEnumerable<Finding> All(CellectOptions options) =>
        [.. Ports(options), Disk(options), Display(), Window(), SerialLines()];

    private static IEnumerable<Finding> Ports(CellectOptions options)
    {
        foreach (
            var (option, endpoint) in new[]
            {
                ("Ingest:Endpoint", options.Ingest.Endpoint),
                ("Ingest:TcpEndpoint", options.Ingest.TcpEndpoint),
                ("Publish:Endpoint", options.Publish.Endpoint),
                ("Publish:ControlEndpoint", options.Publish.ControlEndpoint),
                ("Publish:PreviewEndpoint", options.Publish.PreviewEndpoint),
                ("Triggers:CommandEndpoint", options.Triggers.CommandEndpoint),
            }
        )
            if (endpoint.Length > 0)
                yield return BoundPort.Mistake(endpoint, out _) is { } mistake
                    ? new($"port of {option}", FindingLevel.Trouble, mistake, $"end that program, or set {option}")
                    : new($"port of {option}", FindingLevel.Good, $"{endpoint} is free");
    }

    private static Finding Disk(CellectOptions options)
    {
        var folder = options.Record.Directory is { Length: > 0 } directory ? directory : Environment.CurrentDirectory;
        try
        {
            var existing = Nearest(folder);
            var (free, rate) = (RecordingFolder.FreeMegabytes(existing), WriteRate(existing));
            var text = $"{existing}: {free / 1000.0:F0} GB free, {rate:F0} MB/s";
            if (free < options.Record.MinimumFreeMegabytes)
                return new("disk", FindingLevel.Trouble, text, $"free space, or set Record:Directory to another disk ({free} MB are left)");
            return rate >= SlowMegabytesASecond
                ? new("disk", FindingLevel.Good, text)
                : new("disk", FindingLevel.Note, text, "slow for recording volumes (Record:Volumes All); choose a local SSD");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(
                "disk",
                FindingLevel.Trouble,
                $"{folder} cannot be written: {e.Message}",
                "set Record:Directory to a folder of yours"
            );
        }
    }

    private static string Nearest(string folder)
    {
        var path = Path.GetFullPath(folder);
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
            path = parent;
        return path;
    }

    private static double WriteRate(string folder)
    {
        var path = Path.Combine(folder, $".cellect-doctor-{Environment.ProcessId}");
        var block = new byte[4 << 20];
        Random.Shared.NextBytes(block);
        try
        {
            var begun = Stopwatch.GetTimestamp();
            using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                for (var written = 0; written < ProbeMegabytes << 20; written += block.Length)
                    file.Write(block);
                file.Flush(flushToDisk: true);
            }

            return ProbeMegabytes * 1.048576 / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Finding Display()
    {
        if (OperatingSystem.IsWindows())
            return new("drawing", FindingLevel.Good, "in a window alone: Windows has no EGL, by which pictures are made without one");
        try
        {
            return new("drawing", FindingLevel.Good, GraphicsReport.Offscreen());
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException)
        {
            return new("drawing", FindingLevel.Note, $"no pictures without a window: {e.Message}", "tracking does not need it");
        }
    }

    private static Finding Window()
    {
        try
        {
            return new("window", FindingLevel.Good, GraphicsReport.Window());
        }
        catch (NotSupportedException e)
        {
            return new("window", FindingLevel.Note, e.Message, "Overlay:Mode Offscreen draws pictures; tracking does not need either");
        }
    }

    private static Finding SerialLines()
    {
        var ports = SerialPort.GetPortNames().Order(StringComparer.Ordinal).ToArray();
        return new("serial lines", FindingLevel.Good, ports.Length == 0 ? "none" : string.Join(", ", ports));
    }
}
