using System.Globalization;
using System.Numerics;
using Cellect.Data.Tracks;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>What is known of a track, in words.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Lines">Caption and value.</param>
internal sealed record TrackFacts(string Title, (string Caption, string Value)[] Lines)
{
    /// <summary>The facts of a track.</summary>
    /// <param name="track">The track.</param>
    /// <param name="snapshot">The time point that is shown.</param>
    /// <param name="book">Everything that the series has told.</param>
    /// <param name="merges">Which tracks continue which, as far as it was told.</param>
    /// <param name="names">What people call tracks.</param>
    public static TrackFacts Of(
        int track,
        OverlaySnapshot snapshot,
        SeriesHistory book,
        IReadOnlyList<TrackMerge>? merges = null,
        IReadOnlyDictionary<int, string>? names = null
    )
    {
        var entry = book.Find(track);
        var found = Array.FindIndex(snapshot.Cells, cell => cell.Track == track);
        var lines = new List<(string, string)>();
        if (snapshot.Populations.Count > 1 && found >= 0)
            lines.Add(("kind", snapshot.NameOf(snapshot.Cells[found].Population)));
        if (entry is { } known)
        {
            lines.Add(("seen", Seen(known, snapshot.T)));
            lines.Add(("family", known.Parent > 0 ? $"mother {known.Parent}, founder {known.Root}" : "founder"));
            lines.Add(("path", Path(known)));
        }

        if (found >= 0)
            AddCell(snapshot.Cells[found], snapshot, lines);
        if (book.BirthOf(track) is { } birth)
            lines.Add(("born", string.Create(CultureInfo.InvariantCulture, $"t {birth.T}, division p {birth.Probability:0.00}")));
        foreach (var merge in merges ?? [])
            if (merge.From == track)
                lines.Add(("continues", string.Create(CultureInfo.InvariantCulture, $"track {merge.Into}, p {merge.Probability:0.00}")));
            else if (merge.Into == track)
                lines.Add(("goes on as", string.Create(CultureInfo.InvariantCulture, $"track {merge.From}, p {merge.Probability:0.00}")));
        var called = names?.TryGetValue(track, out var name) == true ? $" '{name}'" : "";
        return new TrackFacts($"track {track}{called}", [.. lines]);
    }

    private static void AddCell(in OverlayCell cell, OverlaySnapshot snapshot, List<(string, string)> lines)
    {
        lines.Add(("speed", float.IsNaN(cell.Speed) ? "-" : $"{Number(cell.Speed)} {snapshot.SpeedUnit}"));
        lines.Add(("score", string.Create(CultureInfo.InvariantCulture, $"{cell.Score:0.00}   radius {cell.Radius:0.0} µm")));
        lines.Add(
            (
                "x, y, z",
                string.Create(CultureInfo.InvariantCulture, $"{cell.Position.X:0.0}, {cell.Position.Y:0.0}, {cell.Position.Z:0.0} µm")
            )
        );
    }

    private static string Seen(in TrackEntry entry, int now)
    {
        var age = $"{entry.LastT - entry.FirstT + 1} frames";
        return entry.LastT < now ? $"t {entry.FirstT} to {entry.LastT}, {age}" : $"since t {entry.FirstT}, {age}";
    }

    private static string Path(in TrackEntry entry) =>
        entry is { Place: { } place, FirstPlace: { } first }
            ? string.Create(CultureInfo.InvariantCulture, $"{entry.Path:0.0} µm, net {Vector3.Distance(first, place):0.0} µm")
            : "-";

    private static string Number(float value) =>
        value.ToString(
            value >= 10 ? "0"
                : value >= 1 ? "0.0"
                : "0.00",
            CultureInfo.InvariantCulture
        );
}
