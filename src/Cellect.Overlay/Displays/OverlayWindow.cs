using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Overlay.Glfw;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Rendering;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Logging;

namespace Cellect.Overlay.Displays;

/// <summary>The overlay in a window. Draws when something has changed, and no more often than <see cref="DrawingPace"/> allows.</summary>
internal sealed class OverlayWindow : IOverlayDisplay
{
    // Slow enough not to strain the eye, and costs four drawings a second.
    private static readonly TimeSpan FlashHalfPeriod = TimeSpan.FromMilliseconds(250);

    // A new volume does not wake the thread: it is seen so much later at most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(40);
    private const float FlashDim = 0.35f;
    private const int MostShown = 20_000;
    private const long BytesOfAMegabyte = 1_000_000;

    private readonly TimeProvider _time;
    private readonly PictureFolder _folder;
    private readonly ILogger _log;
    private readonly GlfwWindow _window;
    private readonly GlDevice _device;
    private readonly OverlayRenderer _renderer;
    private readonly SnapshotBuilder _builder;
    private readonly Timeline _timeline;
    private readonly RegionTool _regions;
    private readonly TriggerKeys _triggers;
    private readonly ViewController _controller;
    private readonly SideReader _side = new();
    private readonly FiguresMeter _figures;
    private readonly ShownLatency _latency = new();
    private readonly MessageClock _messages;
    private readonly DrawingPace _taking;
    private readonly DrawingPace _drawing;
    private readonly RayDetail _detail = new();
    private readonly List<WindowEvent> _events = [];
    private readonly Dictionary<int, long> _shownNs = [];
    private Scene? _drawn;
    private SideContent _sideContent = SideContent.Empty;

    /// <exception cref="NotSupportedException">There is no display, no GLFW or no OpenGL 4.1.</exception>
    public OverlayWindow(OverlayOptions options, TimeProvider time, PictureFolder folder, ILogger log, ITriggerControl? triggers)
    {
        (_time, _folder, _log) = (time, folder, log);
        if (OperatingSystem.IsMacOS())
            throw new NotSupportedException(
                "on macOS a window must belong to the first thread of the process, which this version does not do"
            );
        // A pace each: a card that draws slowly must not thin what the timeline keeps.
        _taking = new DrawingPace(time, options.MaxFramesPerSecond);
        _drawing = new DrawingPace(time, options.MaxFramesPerSecond);
        _figures = new FiguresMeter(time);
        _messages = new MessageClock(time);
        _builder = new SnapshotBuilder(options);
        _timeline = new Timeline(options.TimelineFrames, options.TimelineMegabytes * BytesOfAMegabyte);
        var store = new RegionStore(options.RegionsFile);
        if (store.Problem is { } problem)
            log.RegionsUnreadable(problem);
        _regions = new RegionTool(store);
        _triggers = new TriggerKeys(triggers, time);
        _controller = new ViewController(_timeline, _regions, _triggers);
        _controller.Begin(new ViewState { Mode = options.View, Colour = options.Colour });
        _window = new GlfwWindow(options.WidthPixels, options.HeightPixels, "Cellect");
        try
        {
            _device = new GlDevice(GlfwWindow.GetProcAddress);
            _renderer = new OverlayRenderer(_device);
        }
        catch
        {
            // An empty window would be worse than none.
            _window.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Description => $"a window, {_device.Description}";

    /// <inheritdoc/>
    public void Run(SnapshotFeed feed)
    {
        try
        {
            DrawUntilClosed(feed);
        }
        catch (Exception) when (_window.DisplayLost)
        {
            // Drawing was under way when the display went: whatever it threw means just that.
        }

        if (_window.DisplayLost)
            _log.DisplayLost();
    }

    public void Dispose()
    {
        // The context has died with the display.
        if (!_window.DisplayLost)
            _renderer.Dispose();
        _device.Dispose();
        _window.Dispose();
    }

    private void DrawUntilClosed(SnapshotFeed feed)
    {
        // What the user does in a window that has just opened is meant for what is about to be seen in it.
        TakeNewest(feed);
        while (!_window.CloseRequested && !_controller.CloseWanted && !feed.Completed && !_window.DisplayLost)
        {
            var rest = _drawing.Rest;
            _window.WaitForEvents(rest > TimeSpan.Zero && rest < LongestWait ? rest : LongestWait, _events);
            HandleEvents();
            AtPace(_taking, () => TakeNewest(feed));
            AtPace(_drawing, () => DrawIfChanged(feed));
        }
    }

    private void AtPace(DrawingPace pace, Func<bool> work)
    {
        if (pace.Rest > TimeSpan.Zero)
            return;
        var began = _time.GetTimestamp();
        if (work())
            pace.Drawn(began);
    }

    private void HandleEvents()
    {
        var drawing = _window.Drawing;
        foreach (var happened in _events)
        {
            var around = _timeline.Shown is { } snapshot
                ? Surroundings.Of(snapshot, drawing, _controller.View, _drawn?.Alarm is not null, _sideContent)
                : null;
            _controller.Handle(happened, around);
            if (happened.Kind == WindowEventKind.Damaged)
                DrawAnew();
            else
                _drawing.Used();
        }

        _messages.Hear("regions", _regions.Message);
        _messages.Hear("triggers", _triggers.Message);
        _events.Clear();
    }

    private void DrawAnew()
    {
        _drawn = null;
        _drawing.Hurry();
    }

    private bool TakeNewest(SnapshotFeed feed)
    {
        using var draft = feed.TryTake();
        if (draft is not null)
        {
            _builder.TakeOthers(feed.Others);
            var snapshot = _builder.Build(draft);
            if (snapshot.Series != _timeline.Shown?.Series)
                BeginSeries();
            _timeline.Add(snapshot);
            return true;
        }

        if (!_builder.TakeOthers(feed.Others) || !_timeline.Live || _timeline.Shown is not { } newest)
            return false;
        _timeline.ReplaceNewest(_builder.WithOthers(newest));
        return true;
    }

    private void BeginSeries()
    {
        _shownNs.Clear();
        _controller.Begin(_controller.View with { Selected = 0 });
    }

    private bool DrawIfChanged(SnapshotFeed feed)
    {
        var scene = SceneNow(feed);
        var detail = _detail.Next(_drawing.IsInUse);
        if (scene.Drawing.Width == 0 || (scene == _drawn && !_controller.ScreenshotWanted && detail == _renderer.Detail))
            return false;
        _renderer.Detail = detail;
        var began = _time.GetTimestamp();
        _renderer.Draw(scene);
        TakeScreenshot(scene.Drawing);
        _window.Present();
        if (scene.View.Is3D)
            _detail.Took(_time.GetElapsedTime(began));
        NoteShown(scene.Snapshot);
        _drawn = scene;
        return true;
    }

    private Scene SceneNow(SnapshotFeed feed)
    {
        var (view, snapshot) = (_controller.View, _timeline.Shown);
        var shown = snapshot is not null && _shownNs.TryGetValue(snapshot.T, out var at) ? at : _time.UtcNanoseconds();
        _sideContent = view.SidePanel || view.Selected > 0 ? _side.Read(feed.Book, view.Selected, snapshot) : SideContent.Empty;
        return new Scene(
            snapshot,
            view,
            StatusText.Of(snapshot, feed.Status, _time, shown, _figures.Read(feed.ReadCounts())) with
            {
                LatencySpread = _latency.Spread,
                Paused = !_timeline.Live,
                Trigger = _triggers.Status?.Mode,
                TriggerText = _triggers.Words,
            },
            _window.Drawing
        )
        {
            Flash = Flash(snapshot),
            Timeline = _timeline.Content,
            Side = _sideContent,
            Regions = snapshot is null ? RegionScene.None : _regions.Scene(MouseTool.OriginOf(snapshot.VoxelMicrometres)),
            Message = _messages.Text,
        };
    }

    private float Flash(OverlaySnapshot? snapshot)
    {
        if (snapshot is not { Divisions.Length: > 0 } || !_timeline.Live)
            return 1;
        return _time.GetTimestamp() / (_time.TimestampFrequency * FlashHalfPeriod.TotalSeconds) % 2 < 1 ? 1 : FlashDim;
    }

    // Only what was shown while it was the newest has a latency; what is looked at again has that of its first time.
    private void NoteShown(OverlaySnapshot? snapshot)
    {
        if (snapshot is null || _shownNs.ContainsKey(snapshot.T))
            return;
        if (_shownNs.Count > MostShown)
            _shownNs.Clear();
        var now = _time.UtcNanoseconds();
        _shownNs[snapshot.T] = now;
        if (_timeline.Live)
            _latency.Add(snapshot, now);
    }

    private void TakeScreenshot(Drawing drawing)
    {
        if (!_controller.ScreenshotWanted)
            return;
        _controller.ScreenshotWanted = false;
        using var picture = FramebufferReader.Read(_device.Gl, drawing);
        var name = $"screenshot_{_time.GetLocalNow():yyyyMMdd_HHmmss_fff}.png";
        if (_folder.Write(name, picture) is not { } file)
            return;
        _log.ScreenshotWritten(file);
        _messages.Hear("screenshot", $"screenshot: {file}");
    }
}
