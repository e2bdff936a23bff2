using System.Globalization;
using System.Text;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary><c>unstable.csv</c>: a row for each track that is not to be trusted, written when it is known. The columns:
/// docs/recording.md.</summary>
internal static class UnstableTable
{
    /// <summary>The table.</summary>
    public static readonly EventTable Table = new("unstable.csv", "known_t,track,reason,t,population", Rows);

    private static string Rows(TrackedFrame frame)
    {
        var text = new StringBuilder();
        foreach (var mark in frame.Unstable)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{frame.Header.T},{mark.Track},{mark.Reason.ToString().ToLowerInvariant()},{mark.T},{frame.Header.C}\n"
            );
        return text.ToString();
    }
}
