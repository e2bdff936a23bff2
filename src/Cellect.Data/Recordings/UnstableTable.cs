using System.Text;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary><c>unstable.csv</c>: a row for each track that is not to be trusted, written when it is known. The columns:
/// docs/recording.md.</summary>
internal static class UnstableTable
{
    public const string FileName = "unstable.csv";
    public const string Header = "known_t,track,reason,t";

    /// <summary>The rows of a frame; empty where nothing turned out unstable.</summary>
    /// <param name="t">The frame.</param>
    /// <param name="marks">What is known with it.</param>
    public static byte[] Rows(int t, IReadOnlyList<UnstableMark> marks)
    {
        var text = new StringBuilder();
        foreach (var mark in marks)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{t},{mark.Track},{mark.Reason.ToString().ToLowerInvariant()},{mark.T}\n"
            );
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Takes off what was written of frames after <paramref name="lastT"/>: they were not recorded whole.</summary>
    public static void Repair(string path, int lastT)
    {
        if (!File.Exists(path))
            return;
        var lines = File.ReadAllText(path).Split('\n');
        // What follows the last line feed is torn; after a crash there is one frame too many at most.
        var whole = lines
            .Take(lines.Length - 1)
            .Where(
                (line, i) =>
                    i == 0
                    || (int.TryParse(line.AsSpan(0, Math.Max(0, line.IndexOf(',', StringComparison.Ordinal))), out var t) && t <= lastT)
            )
            .ToArray();
        if (whole.Length < lines.Length - 1 || lines[^1].Length > 0)
            File.WriteAllText(path, string.Concat(whole.Select(line => line + "\n")));
    }
}
