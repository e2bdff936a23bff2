using System.Diagnostics;
using System.Globalization;

namespace Cellect.Batch.Chunks;

/// <summary>Most memory that this process has held.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Megabytes that were in memory at once, libraries and all.</summary>
    public static long Megabytes => (OfLinux() ?? Process.GetCurrentProcess().PeakWorkingSet64) >> 20;

    private static long? OfLinux()
    {
        if (!File.Exists(Status))
            return null;
        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, _]
            ? long.Parse(kilobytes, CultureInfo.InvariantCulture) << 10
            : null;
    }
}
