using System.Globalization;
using System.Numerics;
using Cellect.Data.Biology;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>The drawer of the analysis: where cells divided, how parts grow, traces, and what went on between populations.</summary>
internal static class BiologyForm
{
    /// <summary>Its pages, in their order.</summary>
    public static readonly string[] Pages = ["map", "growth", "traces", "contact"];

    private const float MapWidth = 272;
    private const float MostMapHeight = 300;
    private const float PlotHeight = 90;
    private const int MostDots = 2000;
    private const int MostParts = 6;
    private const int MostTraces = 60;
    private const int MostMeetings = 40;

    /// <summary>What it shows.</summary>
    /// <param name="view">What is looked at.</param>
    /// <param name="snapshot">The time point that is shown; null: none.</param>
    /// <param name="book">What the series has told.</param>
    /// <param name="biology">What the analysis has told.</param>
    public static Form Of(ViewState view, OverlaySnapshot? snapshot, SeriesHistory book, BiologyBook biology)
    {
        FormRow pages = new ButtonsRow(
            new([.. Pages.Select((page, i) => new FormButton(new(CommandKind.BiologyPage, i), page, view.BiologyPage == i))])
        );
        var rows = view.BiologyPage switch
        {
            1 => Growth(snapshot, biology),
            2 => Traces(view, biology),
            3 => Meetings(snapshot, biology),
            _ => Divisions(snapshot, book),
        };
        return new Form("Biology", new Listed<FormRow>([pages, .. rows]));
    }

    /// <summary>The meetings that are listed, newest first.</summary>
    public static InteractionNews[] Listed(BiologyBook biology) => [.. biology.Meetings().Take(MostMeetings)];

    private static IEnumerable<FormRow> Divisions(OverlaySnapshot? snapshot, SeriesHistory book)
    {
        var divisions = book.Newest(MostDots);
        if (snapshot is null || divisions.Length == 0)
            return [new TextRow("Nothing has divided yet.", Tone.Faint)];
        var (first, last) = (divisions.Min(division => division.T), divisions.Max(division => division.T));
        var extent = snapshot.ExtentMicrometres;
        return
        [
            Map("from above, dark to light by time", Text($"{divisions.Length}"), extent.X, extent.Y, place => new(place.X, place.Y)),
            Map("from the side", Text($"t {first} to {last}"), extent.X, extent.Z, place => new(place.X, place.Z)),
        ];

        PlotRow Map(string caption, string words, float width, float height, Func<Vector3, Vector2> on) =>
            new(
                caption,
                words,
                Math.Clamp(MapWidth * height / Math.Max(width, 1e-3f), 30, MostMapHeight),
                // As in the picture: the first row is on top.
                new Vector2(0, height),
                new Vector2(width, 0),
                [],
                new([
                    .. divisions.Select(division => new PlotDot(
                        on(division.Place),
                        Palette.OfShare((division.T - first) / (float)Math.Max(1, last - first))
                    )),
                ])
            );
    }

    private static IEnumerable<FormRow> Growth(OverlaySnapshot? snapshot, BiologyBook biology)
    {
        var parts = biology.Growth();
        if (parts.Length == 0)
            yield return new TextRow("The analysis has told nothing yet.", Tone.Faint);
        foreach (var part in parts.Take(MostParts))
        {
            var (first, last) = (part.Points[0].Seconds, Math.Max(part.Points[^1].Seconds, part.Points[0].Seconds + 1));
            var least = part.Points.Min(point => Math.Min(point.Corrected, point.Expected));
            var most = Math.Max(least + 1, part.Points.Max(point => Math.Max(point.Corrected, point.Expected)));
            yield return new PlotRow(
                parts.Any(other => other.Channel != part.Channel) ? $"{part.Part}, {NameOf(snapshot, part.Channel)}" : part.Part,
                part.Slope is { } slope ? Text($"slope {slope:0.00}") : "",
                PlotHeight,
                new Vector2(first, least),
                new Vector2(last, most),
                [
                    new PlotLine(
                        Text($"growth without flow: {part.Points[^1].Corrected:0}"),
                        Palette.OfTrack(1),
                        new([.. part.Points.Select(point => new Vector2(point.Seconds, point.Corrected))])
                    ),
                    new PlotLine(
                        Text($"expected divisions: {part.Points[^1].Expected:0.0}"),
                        Palette.OfTrack(0),
                        new([.. part.Points.Select(point => new Vector2(point.Seconds, point.Expected))])
                    ),
                ],
                []
            );
        }
    }

    private static IEnumerable<FormRow> Traces(ViewState view, BiologyBook biology)
    {
        var all = biology.Traces(MostTraces);
        if (all.Length == 0)
        {
            yield return new TextRow("There are no traces: Analysis:Traces = true reads them.", Tone.Faint);
            yield break;
        }

        var mine = biology.TraceOf(view.Selected);
        if (mine.Length == 0)
            yield return new TextRow("Click on a cell to see its trace.", Tone.Faint);
        else
            yield return Trace(view.Selected, mine);
        yield return HeatMap.Of(all);
    }

    private static PlotRow Trace(int track, TracePoint[] points)
    {
        var (least, most) = (points.Min(point => point.Value), points.Max(point => point.Value));
        return new PlotRow(
            $"ΔF/F0 of cell {track}, t {points[0].T} to {points[^1].T}",
            Text($"{points[^1].Value:0.00}"),
            PlotHeight,
            new Vector2(points[0].T, Math.Min(0, least)),
            new Vector2(Math.Max(points[^1].T, points[0].T + 1), Math.Max(0.1f, most)),
            [new PlotLine("", Palette.OfTrack(track), new([.. points.Select(point => new Vector2(point.T, point.Value))]))],
            []
        );
    }

    private static IEnumerable<FormRow> Meetings(OverlaySnapshot? snapshot, BiologyBook biology)
    {
        var states = biology.States();
        if (states.Length == 0)
        {
            yield return new TextRow("Two populations meet only where several channels are tracked (Ingest:TrackedChannels).", Tone.Faint);
            yield break;
        }

        foreach (var state in states)
            yield return new FactRow(
                NameOf(snapshot, state.Population),
                $"{state.Free} free, {state.Contact} in contact, {state.Engulfed} engulfed, {state.Lost} lost"
            );
        yield return new HeadingRow("newest first; click to go there");
        var listed = Listed(biology);
        for (var i = 0; i < listed.Length; i++)
            yield return new ButtonsRow([new(new(CommandKind.GoToMeeting, i), Words(listed[i]))]);
    }

    private static string Words(InteractionNews happened) =>
        (happened.Event, happened.Partner > 0) switch
        {
            ("contact", _) => $"t {happened.T}  {happened.Track} touches {happened.Partner}",
            ("parted", _) => $"t {happened.T}  {happened.Track} has left {happened.Partner}",
            ("engulfed", _) => $"t {happened.T}  {happened.Track} is in {happened.Partner}",
            ("released", _) => $"t {happened.T}  {happened.Track} is out of {happened.Partner}",
            (_, true) => $"t {happened.T}  {happened.Track} is lost, in or at {happened.Partner}",
            _ => $"t {happened.T}  {happened.Track} is lost",
        };

    private static string NameOf(OverlaySnapshot? snapshot, int population) => snapshot?.NameOf(population) ?? $"channel {population}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
