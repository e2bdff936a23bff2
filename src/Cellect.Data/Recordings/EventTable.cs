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
    private const string PopulationColumn = ",population";

    /// <summary>Takes off what was written of frames that were not recorded whole.</summary>
    /// <param name="path">The table.</param>
    /// <param name="isWhole">Whether a time point of a population was recorded whole.</param>
    /// <param name="population">What rows of a table without that column are of.</param>
    public static void Repair(string path, Func<int, int, bool> isWhole, int population)
    {
        if (!File.Exists(path))
            return;
        var lines = File.ReadAllText(path).Split('\n');
        var told = lines[0].EndsWith(PopulationColumn, StringComparison.Ordinal);
        // What follows the last line feed is torn; after a crash there is one frame too many at most.
        var whole = lines.Take(lines.Length - 1).Where((line, i) => i == 0 || IsWhole(line)).ToArray();
        if (whole.Length < lines.Length - 1 || lines[^1].Length > 0)
            File.WriteAllText(path, string.Concat(whole.Select(line => line + "\n")));

        bool IsWhole(string line) =>
            Number(line[..Math.Max(0, line.IndexOf(',', StringComparison.Ordinal))]) is { } t
            && (told ? Number(line[(line.LastIndexOf(',') + 1)..]) : population) is { } of
            && isWhole(t, of);
    }

    private static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
