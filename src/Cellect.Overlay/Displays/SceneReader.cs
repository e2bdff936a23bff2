using Cellect.Data.Biology;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Puts together what the window shows now, and what the user sees while something happens.</summary>
/// <param name="time">Clock.</param>
/// <param name="timeline">The time points kept.</param>
/// <param name="regions">The regions.</param>
/// <param name="triggers">The triggers.</param>
/// <param name="divisions">What people say of divisions.</param>
/// <param name="codes">Signs phones in at the page; null where there is none.</param>
internal sealed class SceneReader(
    TimeProvider time,
    Timeline timeline,
    RegionTool regions,
    TriggerTool triggers,
    DivisionTool divisions,
    ISignInCodes? codes
)
{
    // Slow enough not to strain the eye, and costs four drawings a second.
    private static readonly TimeSpan FlashHalfPeriod = TimeSpan.FromMilliseconds(250);
    private const float FlashDim = 0.35f;
    private const int MostShown = 20_000;

    private readonly SideReader _side = new();
    private readonly SelectedWatch _watch = new();
    private readonly FiguresMeter _figures = new(time);
    private string _learned = "";
    private readonly ShownLatency _latency = new();
    private readonly AlertBook _alertBook = new(time);
    private readonly Dictionary<int, long> _shownNs = [];
    private readonly Dictionary<ImageChannel, Histogram> _histograms = [];
    private SideContent _sideContent = SideContent.Empty;
    private IReadOnlyList<Alert> _alerts = [];
    private (int Mother, int T, int Kept, DivisionEvidence? Evidence) _evidence;
    private SignInCode? _code;
    private BiologyBook _biology = new();
    private Listed<InteractionNews> _listed = [];
    private (BiologyBook Book, long Told, long Tracked, int Page, int Selected, OverlaySnapshot? Shown) _biologyOf;
    private Form _biologyForm = Form.Empty;
    private SeriesHistory? _book;
    private string? _series;

    /// <summary>What the window shows now.</summary>
    /// <param name="feed">What comes.</param>
    /// <param name="controller">What the user has chosen.</param>
    /// <param name="drawing">Size of the window.</param>
    /// <param name="message">What the user has just done or must confirm.</param>
    public Scene Read(SnapshotFeed feed, ViewController controller, Drawing drawing, string message)
    {
        var (view, snapshot) = (controller.View, timeline.Shown);
        if (snapshot?.Series != _series)
            _shownNs.Clear();
        _series = snapshot?.Series;
        var counts = feed.ReadCounts();
        if (counts is not null && _watch.Read(view.Selected, feed.Book, counts.Merges) is { } lost)
            counts = counts with { Alerts = [.. counts.Alerts, lost] };
        var figures = _figures.Read(counts);
        _learned = figures.Learned;
        _alerts = counts is null ? [] : _alertBook.Read(counts);
        _sideContent = _side.Content(feed.Book, view, snapshot, divisions.Verdicts, counts?.Merges, divisions.Names.Shown);
        // A code works once: whoever opens the drawer again has another phone in hand.
        if (view.Drawer != Drawer.Phone)
            _code = null;
        _biology = feed.Biology;
        ReadEvidence(_book = feed.Book, view);
        var scene = new Scene(snapshot, view, Status(feed, snapshot, figures), drawing)
        {
            Flash = Flash(snapshot),
            Timeline = timeline.Content,
            Side = _sideContent,
            Regions = RegionsOf(snapshot),
            Names = divisions.Names.Shown,
            Clock = ClockText.Of(snapshot, time.LocalTimeZone),
            Hover = controller.Hover,
            Message = message.Length > 0 || snapshot is null ? message : feed.Status.WaitingFor,
            Waiting = feed.Status.WaitingFor.Length > 0 ? feed.Status.WaitingFor : Scene.FirstVolume,
            Tools = Tools(controller),
        };
        return scene with { Form = FormOf(view, snapshot) };
    }

    /// <summary>A scene at another time point, for a film: nothing in it says that it is paused.</summary>
    public Scene At(Scene scene, OverlaySnapshot snapshot) =>
        scene with
        {
            Snapshot = snapshot,
            Flash = 1,
            Clock = ClockText.Of(snapshot, time.LocalTimeZone),
            Regions = RegionsOf(snapshot),
            View = scene.View with { Tools = false, Drawer = Drawer.None },
            Status = scene.Status with { T = $"{snapshot.T}", Cells = $"{snapshot.Cells.Length}", Paused = false },
        };

    /// <summary>What the user sees while something happens; null while there is no image.</summary>
    public Surroundings? Around(Drawing drawing, ViewController controller, Scene? drawn)
    {
        if (timeline.Shown is not { } snapshot)
            return null;
        // Several events may come between two drawings.
        if (_book is { } book)
            ReadEvidence(book, controller.View);
        return Surroundings.Of(snapshot, drawing, controller.View, drawn?.Alarm is not null, _sideContent) with
        {
            Tools = Tools(controller),
            Form = FormOf(controller.View, snapshot),
            Division = _evidence.Evidence,
            Meetings = controller.View.Drawer == Drawer.Biology ? _listed : [],
            Regions = RegionsOf(snapshot),
        };
    }

    /// <summary>A time point has been shown. Only what was shown while it was the newest has a latency; what is looked at again has that
    /// of its first time.</summary>
    public void NoteShown(OverlaySnapshot? snapshot)
    {
        if (snapshot is null || _shownNs.ContainsKey(snapshot.T))
            return;
        if (_shownNs.Count > MostShown)
            _shownNs.Clear();
        var now = time.UtcNanoseconds();
        _shownNs[snapshot.T] = now;
        if (timeline.Live)
            _latency.Add(snapshot, now);
    }

    private StatusText Status(SnapshotFeed feed, OverlaySnapshot? snapshot, ServiceFigures figures)
    {
        var shown = snapshot is not null && _shownNs.TryGetValue(snapshot.T, out var at) ? at : time.UtcNanoseconds();
        return StatusText.Of(snapshot, feed.Status, time, shown, figures) with
        {
            LatencySpread = _latency.Spread,
            Paused = !timeline.Live,
            Trigger = triggers.Status?.Mode,
            TriggerText = triggers.Words,
        };
    }

    private ToolBar Tools(ViewController controller) =>
        ToolBar.Of(controller.View, timeline.Live, _alerts.Count, triggers.Status?.Mode == TriggerMode.Armed, controller.HoveredTool);

    private RegionScene RegionsOf(OverlaySnapshot? snapshot) =>
        snapshot is null ? RegionScene.None : regions.Scene(MouseTool.OriginOf(snapshot.VoxelMicrometres));

    private Form FormOf(ViewState view, OverlaySnapshot? snapshot)
    {
        var scene = RegionsOf(snapshot);
        return view.Drawer switch
        {
            Drawer.Help => HelpForm.Form,
            Drawer.Filters => Forms.Filters(
                view,
                snapshot,
                snapshot is null ? CellSieve.None : CellSieve.Of(snapshot, view, scene),
                scene.Selected >= 0
            ),
            Drawer.Channels => Forms.Channels(view, snapshot, Histograms(snapshot)),
            Drawer.Regions => Forms.Regions(scene, regions.Naming, regions.CanUndo),
            Drawer.Triggers => TriggerForm.Of(triggers.Status, triggers.Words, triggers.Asked),
            Drawer.Alerts => Forms.Alerts(_alerts, time.LocalTimeZone),
            Drawer.Phone => Forms.Phone(CodeNow(), time.LocalTimeZone),
            Drawer.Biology => Biology(view, snapshot),
            Drawer.Division => Forms.Division(
                _evidence.Evidence,
                divisions.Verdicts.TryGetValue(view.Division, out var right) ? right : null,
                divisions.CanJudge,
                _learned
            ),
            _ => Form.Empty,
        };
    }

    // Its lists and curves are made anew only where there is more to show.
    private Form Biology(ViewState view, OverlaySnapshot? snapshot)
    {
        var book = _book ?? new SeriesHistory();
        var of = (_biology, _biology.Version, book.Version, view.BiologyPage, view.Selected, snapshot);
        if (of == _biologyOf)
            return _biologyForm;
        _biologyOf = of;
        _listed = new([.. BiologyForm.Listed(_biology)]);
        return _biologyForm = BiologyForm.Of(view, snapshot, book, _biology);
    }

    // One code as long as it can be used: a code that changes while a phone is held up to it is of no use.
    private SignInCode? CodeNow() => _code is { } code && code.Expires > time.GetUtcNow() ? code : _code = codes?.Make();

    private List<Histogram> Histograms(OverlaySnapshot? snapshot)
    {
        var histograms = new List<Histogram>();
        foreach (var channel in snapshot?.Channels ?? [])
            histograms.Add(_histograms.TryGetValue(channel, out var known) ? known : Histogram.Of(channel.Projections.XY));
        _histograms.Clear();
        for (var i = 0; i < histograms.Count; i++)
            _histograms[snapshot!.Channels[i]] = histograms[i];
        return histograms;
    }

    // Anew when another division is looked at, or when more time points around it have come.
    private void ReadEvidence(SeriesHistory book, ViewState view)
    {
        if (view.Division == 0)
        {
            _evidence = default;
            return;
        }

        var entry = Array.Find(_sideContent.Events.Events, listed => listed.Mother == view.Division);
        if (entry.Mother == 0)
            return;
        var kept = timeline.Frames.Count(frame => Math.Abs(frame.T - entry.T) <= 3);
        if ((_evidence.Mother, _evidence.T, _evidence.Kept) != (entry.Mother, entry.T, kept))
            _evidence = (entry.Mother, entry.T, kept, DivisionEvidence.Of(entry, book, timeline.Find));
    }

    private float Flash(OverlaySnapshot? snapshot)
    {
        if (snapshot is not { Divisions.Length: > 0 } || !timeline.Live)
            return 1;
        return time.GetTimestamp() / (time.TimestampFrequency * FlashHalfPeriod.TotalSeconds) % 2 < 1 ? 1 : FlashDim;
    }
}
