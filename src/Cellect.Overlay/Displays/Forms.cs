using System.Globalization;
using System.Numerics;
using Cellect.Data.Regions;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>What the drawers show.</summary>
internal static class Forms
{
    /// <summary>Which cells are drawn, and how.</summary>
    public static Form Filters(ViewState view, OverlaySnapshot? snapshot, CellSieve sieve, bool regionSelected)
    {
        var (filter, look) = (view.Filter, view.Look);
        var depth = snapshot?.ExtentMicrometres.Z ?? 1;
        var shown = snapshot?.Cells.Count(cell => sieve.Passes(cell)) ?? 0;
        return new Form(
            "Filters",
            [
                new TextRow($"{shown} of {snapshot?.Cells.Length ?? 0} cells are drawn. Tracking and triggers take all.", Tone.Faint),
                new SliderRow(CommandKind.LeastScore, 0, "score at least", 0, 1, filter.LeastScore, Text($"{filter.LeastScore:0.00}")),
                new SliderRow(
                    CommandKind.LeastAge,
                    0,
                    "seen for at least",
                    0,
                    FilterTool.MostAge,
                    filter.LeastAge,
                    $"{filter.LeastAge} frames"
                ),
                new SliderRow(
                    CommandKind.Depth,
                    0,
                    "from the slice at most",
                    0,
                    depth,
                    filter.DepthMicrometres ?? depth,
                    filter.DepthMicrometres is { } reach ? Text($"{reach:0.#} µm") : "any depth"
                ),
                new ButtonsRow([
                    new(new(CommandKind.OnlyRegion), "in the region", filter.OnlyRegion),
                    new(new(CommandKind.OnlyFamily), "the family", filter.OnlyFamily),
                ]),
                .. Hints(filter, view, regionSelected),
                new HeadingRow("how they are drawn"),
                new SliderRow(CommandKind.Opacity, 0, "opacity", 0, 1, look.Opacity, Text($"{look.Opacity:0.00}")),
                new SliderRow(
                    CommandKind.Thickness,
                    0,
                    "thickness",
                    0,
                    FilterTool.MostThickness,
                    look.Thickness,
                    Text($"{look.Thickness:0.0}")
                ),
                new ButtonsRow([new(new(CommandKind.Thinning), "thin out where cells crowd", look.Thinning)]),
                new ButtonsRow([new(new(CommandKind.NoFilter), "all cells, as at first")]),
            ]
        );
    }

    /// <summary>Channels and their contrast.</summary>
    /// <param name="view">What is looked at.</param>
    /// <param name="snapshot">The time point that is shown.</param>
    /// <param name="histograms">A histogram for each channel of the snapshot.</param>
    public static Form Channels(ViewState view, OverlaySnapshot? snapshot, IReadOnlyList<Histogram> histograms)
    {
        var rows = new List<FormRow>();
        var count = Math.Min(snapshot?.Channels.Length ?? 0, ChannelLooks.Count);
        if (count == 0)
            rows.Add(new TextRow("No image has come.", Tone.Faint));
        for (var place = 0; place < count; place++)
            rows.AddRange(Channel(view, snapshot!, place, count, histograms[place]));
        rows.Add(new HeadingRow("all channels"));
        rows.Add(
            new SliderRow(
                CommandKind.SetGamma,
                0,
                "gamma",
                ContrastTool.LeastGamma,
                ContrastTool.MostGamma,
                view.Gamma,
                Text($"{view.Gamma:0.00}")
            )
        );
        rows.Add(new ButtonsRow([new(new(CommandKind.AutomaticContrast), "automatic")]));
        return new Form("Image", new Listed<FormRow>([.. rows]));
    }

    /// <summary>The regions of interest.</summary>
    /// <param name="scene">The regions.</param>
    /// <param name="naming">The name that is being typed; null: none.</param>
    /// <param name="canUndo">True when a change can be taken back.</param>
    public static Form Regions(RegionScene scene, string? naming, bool canUndo)
    {
        var rows = new List<FormRow>
        {
            new ButtonsRow([new(new(CommandKind.DrawBox), "box (B)"), new(new(CommandKind.DrawCylinder), "cylinder (Y)")]),
            new TextRow("Then drag in a panel. Triggers use regions by their names; every change is saved at once.", Tone.Faint),
        };
        for (var i = 0; i < scene.Regions.Length; i++)
            rows.Add(RegionRow(scene, i));
        if (scene.Selected >= 0)
        {
            rows.Add(new HeadingRow(naming is null ? scene.Regions[scene.Selected].Name : $"name: {naming}_"));
            rows.Add(new TextRow(naming is null ? Words(scene.Regions[scene.Selected]) : "Enter keeps it, Esc leaves off.", Tone.Faint));
            rows.Add(
                new ButtonsRow([
                    new(new(CommandKind.RenameRegion), "rename", naming is not null),
                    new(new(CommandKind.RemoveRegion), "remove"),
                ])
            );
        }

        if (canUndo)
            rows.Add(new ButtonsRow([new(new(CommandKind.UndoRegion), "take the last change back")]));
        return new Form("Regions", new Listed<FormRow>([.. rows]));
    }

    /// <summary>What must be seen to.</summary>
    /// <param name="alerts">Those that stand.</param>
    /// <param name="zone">Of the times.</param>
    public static Form Alerts(IReadOnlyList<Alert> alerts, TimeZoneInfo zone)
    {
        if (alerts.Count == 0)
            return new Form("Alerts", [new TextRow("Nothing: all is well.", Tone.Good)]);
        var rows = new List<FormRow>();
        foreach (var alert in alerts)
        {
            var times = alert.Count > 1 ? $", {alert.Count} times" : "";
            rows.Add(new HeadingRow($"since {Clock(alert.Since, zone)}{times}"));
            rows.Add(new TextRow(alert.Text, Tone.Warning));
            if (alert.Remedy.Length > 0)
                rows.Add(new TextRow(alert.Remedy));
        }

        return new Form("Alerts", new Listed<FormRow>([.. rows]));
    }

    /// <summary>A code that signs a phone in at the page.</summary>
    /// <param name="code">The code; null where there is no page.</param>
    /// <param name="zone">Of the times.</param>
    public static Form Phone(SignInCode? code, TimeZoneInfo zone) =>
        code is null
            ? new Form("Page for a phone", [new TextRow("There is none: Dashboard:Endpoint is empty (docs/dashboard.md).", Tone.Faint)])
            : new Form(
                "Page for a phone",
                [
                    new QrRow(new Listed<bool>([.. code.Modules.SelectMany(row => row)])),
                    new TextRow($"Signs one phone in, until {Clock(code.Expires, zone)}. It may look, and stop the triggers."),
                    new TextRow(code.Url, Tone.Faint),
                ]
            );

    /// <summary>One division and what speaks for it.</summary>
    /// <param name="evidence">It; null: none is looked at.</param>
    /// <param name="verdict">What a person has said; null: nothing.</param>
    /// <param name="canJudge">True where what people say is kept.</param>
    /// <param name="learned">What was learned from it; empty: nothing.</param>
    public static Form Division(DivisionEvidence? evidence, bool? verdict, bool canJudge, string learned = "")
    {
        if (evidence is null)
            return new Form("Division", [new TextRow("Click on a division in the list at the right, or press N.", Tone.Faint)]);
        var entry = evidence.Entry;
        var rows = new List<FormRow>
        {
            new CropsRow(evidence.Crops),
            new FactRow("probability", Text($"{entry.Probability:0.00}, calibrated{State(entry.State)}")),
            new FactRow(
                "links",
                $"{Share(evidence.Links.First)} to {entry.FirstDaughter}, {Share(evidence.Links.Second)} to {entry.SecondDaughter}"
            ),
            new FactRow("apart", Micrometres(evidence.Apart, "daughters at first sight")),
            new FactRow("way", Micrometres(evidence.Way, "mother to between them")),
            new FactRow("condensed", Condensation(evidence.Brightening, evidence.Shrinking)),
            new ButtonsRow([new(new(CommandKind.NextDivision, -1), "before (shift+N)"), new(new(CommandKind.NextDivision, 1), "next (N)")]),
            new HeadingRow(Verdict(verdict)),
        };
        if (canJudge)
            rows.Add(
                new ButtonsRow([
                    new(new(CommandKind.Accept), "right (Enter)", verdict == true, Tone.Good),
                    new(new(CommandKind.Reject), "wrong (Backsp.)", verdict == false, Tone.Warning),
                ])
            );
        else
            rows.Add(new TextRow("Nothing is recorded here, so a word on it cannot be kept (Record:Directory).", Tone.Faint));
        if (learned.Length > 0)
            rows.Add(new TextRow(learned, Tone.Faint));
        return new Form($"t {entry.T}: {entry.Mother} → {entry.FirstDaughter}, {entry.SecondDaughter}", new Listed<FormRow>([.. rows]));
    }

    private static string State(DivisionState state) => state == DivisionState.Told ? "" : $"; {state.Word()}";

    private static IEnumerable<FormRow> Hints(CellFilter filter, ViewState view, bool regionSelected)
    {
        if (filter.OnlyRegion && !regionSelected)
            yield return new TextRow("Click on the edge of a region to select it.", Tone.Warning);
        if (filter.OnlyFamily && view.Selected == 0)
            yield return new TextRow("Click on a cell to select its family.", Tone.Warning);
    }

    private static IEnumerable<FormRow> Channel(ViewState view, OverlaySnapshot snapshot, int place, int count, Histogram histogram)
    {
        var channel = snapshot.Channels[place];
        var look = view.Looks[place];
        var contrast = ImageUniforms.Chosen(ImageUniforms.ByPercentile(channel, view), look);
        var stale = channel.T == snapshot.T ? "" : $", of t {channel.T}";
        yield return new HeadingRow($"channel {channel.Channel}{(place == 0 ? ", tracked" : "")}{stale}");
        yield return new ButtonsRow([new(new(CommandKind.Channel, place), look.Hidden ? "hidden" : "shown", !look.Hidden)]);
        yield return new HistogramRow(histogram, contrast.Low, contrast.High, Colour(ChannelTint.Of(place, count)));
        // The sliders reach a little beyond what the image holds.
        var (low, high) = (MathF.Min(histogram.Low, contrast.Low), MathF.Max(histogram.High, contrast.High));
        yield return new SliderRow(CommandKind.SetBlack, place, "black", low, high, contrast.Low, Counts(contrast.Low));
        yield return new SliderRow(CommandKind.SetWhite, place, "white", low, high, contrast.High, Counts(contrast.High));
    }

    private static uint Colour(Vector3 tint) => 0xFF000000 | (uint)(tint.Z * 255) << 16 | (uint)(tint.Y * 255) << 8 | (uint)(tint.X * 255);

    private static ButtonsRow RegionRow(RegionScene scene, int index) =>
        new([new FormButton(new(CommandKind.SelectRegion, index), scene.Regions[index].Name, index == scene.Selected)]);

    private static string Words(Region region) =>
        region switch
        {
            BoxRegion box => Text($"box, {box.To.X - box.From.X:0.#} x {box.To.Y - box.From.Y:0.#} x {box.To.Z - box.From.Z:0.#} µm"),
            CylinderRegion cylinder => Text($"cylinder, radius {cylinder.Radius:0.#} µm, height {cylinder.Height:0.#} µm"),
            _ => "",
        };

    private static string Clock(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Verdict(bool? verdict) =>
        verdict switch
        {
            true => "accepted",
            false => "rejected",
            null => "is it one?",
        };

    private static string Condensation(float brightness, float radius) =>
        float.IsNaN(brightness) && float.IsNaN(radius)
            ? "not known: the time points before are not kept"
            : $"brightness {Share(brightness)}, radius {Share(radius)} of two before";

    private static string Micrometres(float value, string what) => float.IsNaN(value) ? "not known" : Text($"{value:0.0} µm, {what}");

    private static string Share(float value) => float.IsNaN(value) ? "-" : Text($"{value:0.00}");

    private static string Counts(float value) => value.ToString(MathF.Abs(value) >= 10 ? "0" : "0.###", CultureInfo.InvariantCulture);

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
