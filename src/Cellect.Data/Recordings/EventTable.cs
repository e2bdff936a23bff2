using System.Globalization;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>A table of a recording that has rows for some frames only. Each row begins with the time point of the frame that it was written
/// with.</summary>
/// <param name="FileName">Its file.</param>
/// <param name="Header">Names of its columns.</param>
/// <param name="Rows">The rows of a frame, each with its line feed; empty where there is nothing to tell.</param>
internal sealed record EventTable(string FileName, string Header, Func<TrackedFrame, string> Rows)
{
    /// <summary>Takes off what was written of frames after <paramref name="lastT"/>: they were not recorded whole.</summary>
    public static void Repair(string path, int lastT)
    {
        if (!File.Exists(path))
            return;
        var lines = File.ReadAllText(path).Split('\n');
        // What follows the last line feed is torn; after a crash there is one frame too many at most.
        var whole = lines.Take(lines.Length - 1).Where((line, i) => i == 0 || TimePoint(line) <= lastT).ToArray();
        if (whole.Length < lines.Length - 1 || lines[^1].Length > 0)
            File.WriteAllText(path, string.Concat(whole.Select(line => line + "\n")));
    }

    private static int TimePoint(string line) =>
        int.TryParse(line.AsSpan(0, Math.Max(0, line.IndexOf(',', StringComparison.Ordinal))), CultureInfo.InvariantCulture, out var t)
            ? t
            : int.MaxValue;
}
