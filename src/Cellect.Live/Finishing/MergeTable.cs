using System.Globalization;
using System.Text;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;

namespace Cellect.Live.Finishing;

/// <summary><c>merges.csv</c> of a recording: which tracks continue which, as was told while it ran. Only ever appended to.</summary>
internal static class MergeTable
{
    public const string FileName = "merges.csv";

    private static readonly byte[] Header = Encoding.ASCII.GetBytes("t,from,into,probability,population\n");

    /// <summary>What was told so far; rows that cannot be read are passed over.</summary>
    public static IReadOnlyList<TrackMerge> Read(string recording)
    {
        var merges = new List<TrackMerge>();
        foreach (var line in LineFile.Read(Path.Combine(recording, FileName)).Skip(1))
            if (
                line.Split(',') is [var t, var from, var into, var probability, .. var population]
                && Whole(t, out var at)
                && Whole(from, out var later)
                && Whole(into, out var earlier)
                && double.TryParse(probability, NumberStyles.Float, CultureInfo.InvariantCulture, out var p)
            )
                // Older tables do not tell of which population they are: the ids do.
                merges.Add(new TrackMerge(at, later, earlier, p, population is [var of] && Whole(of, out var channel) ? channel : 0));
        return merges;
    }

    /// <summary>Appends what is told now.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Append(string recording, IEnumerable<TrackMerge> merges)
    {
        var csv = new CsvLine();
        foreach (var merge in merges)
            csv.Add(merge.T).Add(merge.From).Add(merge.Into).Add(Math.Round(merge.Probability, 6)).Add(merge.Population).EndLine();
        LineFile.Append(Path.Combine(recording, FileName), csv.Written, Header);
    }

    private static bool Whole(string text, out int value) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);
}
