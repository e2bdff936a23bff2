using System.Globalization;

namespace Cellect.Gate.Connections;

/// <summary>How many files and sockets this process may have open.</summary>
internal static class Descriptors
{
    private const int Doors = 4;
    private const int Fewest = 4;
    private const int NoLimit = 1 << 20;

    /// <summary>The limit; very many where the system has none or does not tell.</summary>
    public static int Limit { get; } = Read();

    /// <summary>Connections that one of the four doors may hold: together half of the limit, the rest is for files and all else.</summary>
    public static int ShareOfADoor => Math.Max(Fewest, Limit / 2 / Doors);

    private static int Read()
    {
        const string limits = "/proc/self/limits";
        try
        {
            // "Max open files  1024  524288  files": the first figure holds.
            var line = File.ReadLines(limits).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
            var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words is { Length: > 3 } && int.TryParse(words[3], CultureInfo.InvariantCulture, out var limit) ? limit : NoLimit;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return NoLimit;
        }
    }
}
