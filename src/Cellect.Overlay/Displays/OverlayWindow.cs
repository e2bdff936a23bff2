using Cellect.Data.Status;
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
    // A new volume does not wake the thread: it is seen so much later at most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(40);
    private const long BytesOfAMegabyte = 1_000_000;

    private readonly TimeProvider _time;
    private readonly PictureFolder _folder;
    private readonly ILogger _log;
    private readonly GlfwWindow _window;
    private readonly GlDevice _device;
    private readonly OverlayRenderer _renderer;
    private readonly SnapshotPreparer _preparer;
    private readonly Timeline _timeline;
    private readonly ViewController _controller;
    private readonly ViewMemory _memory;
    private readonly SceneReader _scenes;
    private readonly MessageClock _messages;
    private readonly DrawingPace _drawing;
    private readonly DrawingDetail _detail = new();
    private readonly List<WindowEvent> _events = [];
    private Scene? _drawn;
    private Film? _film;
    private Task<string>? _encoding;
    private Task _writing = Task.CompletedTask;
    private volatile string _screenshot = "";
    private long? _asked;

    /// <exception cref="NotSupportedException">There is no display, no GLFW or no OpenGL 4.1.</exception>
    public OverlayWindow(
        OverlayOptions options,
        SnapshotFeed feed,
        TimeProvider time,
        PictureFolder folder,
        ILogger log,
        ITriggerControl? triggers,
        DivisionReview review,
        ISignInCodes? codes
    )
    {
        (_time, _folder, _log) = (time, folder, log);
        if (OperatingSystem.IsMacOS())
            throw new NotSupportedException(
                "on macOS a window must belong to the first thread of the process, which this version does not do"
            );
        _drawing = new DrawingPace(time, options.MaxFramesPerSecond);
        _messages = new MessageClock(time);
        _timeline = new Timeline(options.TimelineFrames, options.TimelineMegabytes * BytesOfAMegabyte);
        var store = new RegionStore(options.RegionsFile);
        if (store.Problem is { } problem)
            log.RegionsUnreadable(problem);
        var (regions, trigger) = (new RegionTool(store), new TriggerTool(triggers, time));
        var divisions = new DivisionTool(_timeline, review);
        _controller = new ViewController(_timeline, regions, trigger, divisions);
        _memory = new ViewMemory(ViewMemory.PathOf(options));
        var (view, place) = _memory.Recall(
            new ViewState
            {
                Mode = options.View,
                Colour = options.Colour,
                Tools = true,
            }
        );
        _controller.Begin(view);
        _scenes = new SceneReader(time, _timeline, regions, trigger, divisions, codes);
        _messages.Sources(
            () => _controller.Message,
            () => regions.Message,
            () => trigger.Message,
            () => divisions.Message,
            () => divisions.Names.Message,
            () => review.Message,
            () => _screenshot
        );
        _window = new GlfwWindow(options.WidthPixels, options.HeightPixels, "Cellect");
        try
        {
            _device = new GlDevice(GlfwWindow.GetProcAddress);
            _renderer = new OverlayRenderer(_device);
            // Whoever asks for a size gets that one.
            if (place is { } left && options is { WidthPixels: OverlayOptions.UsualWidth, HeightPixels: OverlayOptions.UsualHeight })
                _window.Place = left;
        }
        catch
        {
            // An empty window would be worse than none.
            _window.Dispose();
            throw;
        }

        _preparer = new SnapshotPreparer(feed, options, time);
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
        _preparer.Dispose();
        _writing.GetAwaiter().GetResult();
        // The context has died with the display.
        if (!_window.DisplayLost)
        {
            _film?.Dispose();
            _renderer.Dispose();
        }

        _device.Dispose();
        _window.Dispose();
    }

    private void DrawUntilClosed(SnapshotFeed feed)
    {
        // What the user does in a window that has just opened is meant for what is about to be seen in it.
        _preparer.AwaitBeginning();
        while (!_window.CloseRequested && !_controller.CloseWanted && !feed.Completed && !_window.DisplayLost)
        {
            var rest = _drawing.Rest;
            _window.WaitForEvents(rest > TimeSpan.Zero && rest < LongestWait ? rest : LongestWait, _events);
            TakeNew();
            HandleEvents();
            if (_drawing.Rest == TimeSpan.Zero)
                DrawAtPace(feed);
        }
    }

    private void TakeNew()
    {
        while (_preparer.TryTake() is { } prepared)
        {
            if (prepared.Again)
            {
                if (_timeline.Live && _timeline.Shown?.T == prepared.Snapshot.T)
                    _timeline.ReplaceNewest(prepared.Snapshot);
                continue;
            }

            // Track ids of another series are other cells; a window that comes back to its own shows what it showed.
            if (_timeline.Shown?.Series != prepared.Snapshot.Series)
                _controller.Begin(_controller.View with { Selected = _memory.SelectedIn(prepared.Snapshot.Series), Division = 0 });
            _timeline.Add(prepared.Snapshot);
        }
    }

    private void HandleEvents()
    {
        foreach (var happened in _events)
        {
            var around = _scenes.Around(_window.Drawing, _controller, _drawn);
            _controller.Handle(happened, around);
            if (happened.Kind == WindowEventKind.Damaged)
            {
                _drawn = null;
                _drawing.Hurry();
                continue;
            }

            _drawing.Used();
            // A key or a click is answered at once; what moves goes on at the pace that the machine allows.
            if (happened.Kind is not (WindowEventKind.Moved or WindowEventKind.Scrolled))
            {
                _drawing.Hurry();
                _asked ??= _time.GetTimestamp();
            }
        }

        if (_events.Count > 0)
            _memory.Keep(_controller.View, _window.Place, _timeline.Shown?.Series);
        _events.Clear();
        _messages.Listen();
    }

    private void DrawAtPace(SnapshotFeed feed)
    {
        var began = _time.GetTimestamp();
        if (DrawIfChanged(feed) | GoOnWithFilm(feed))
            _drawing.Drawn(began);
    }

    private bool DrawIfChanged(SnapshotFeed feed)
    {
        var scene = _scenes.Read(feed, _controller, _window.Drawing, _messages.Text);
        var detail = _detail.Next(_drawing.IsInUse);
        if (scene.Drawing.Width == 0 || (scene == _drawn && !_controller.ScreenshotWanted && detail == _renderer.Detail))
            return false;
        (_renderer.Detail, _renderer.WithoutTails) = (detail, detail > 1);
        var began = _time.GetTimestamp();
        _renderer.Draw(scene);
        TakeScreenshot(scene.Drawing);
        _window.Present();
        if (_asked is { } asked && _log.IsEnabled(LogLevel.Debug))
            _log.Answered(_time.GetElapsedTime(asked).TotalMilliseconds);
        _asked = null;
        if (_renderer.DrewAnew)
            _detail.Took(_time.GetElapsedTime(began), _renderer.DrewSolid);
        _scenes.NoteShown(scene.Snapshot);
        _drawn = scene;
        return true;
    }

    // Written on a thread of the pool, one after the other: packing a picture takes longer than drawing it.
    private void TakeScreenshot(Drawing drawing)
    {
        if (!_controller.ScreenshotWanted)
            return;
        _controller.ScreenshotWanted = false;
        var (picture, name) = (FramebufferReader.Read(_device.Gl, drawing), $"screenshot_{Now()}.png");
        _writing = _writing.ContinueWith(_ => WriteScreenshot(name, picture), TaskScheduler.Default);
    }

    private void WriteScreenshot(string name, SkiaSharp.SKBitmap picture)
    {
        using (picture)
            if (_folder.Write(name, picture) is { } file)
            {
                _log.ScreenshotWritten(file);
                _screenshot = $"screenshot: {file}";
            }
    }

    private bool GoOnWithFilm(SnapshotFeed feed)
    {
        if (_encoding is { IsCompleted: true } encoded)
        {
            var made = encoded.GetAwaiter().GetResult();
            _messages.Hear("film", made);
            _log.FilmMade(made);
            _encoding = null;
        }

        if (_controller.FilmWanted)
            BeginFilm();
        if (_film?.Next is not { } frame)
            return false;
        _messages.Hear("film", _film.Words);
        var scene = _scenes.Read(feed, _controller, _film.Drawing, "") with { Snapshot = frame, Hover = null };
        _film.Draw(_device.Gl, () => _renderer.Draw(_scenes.At(scene, frame)));
        if (_film.Next is null)
        {
            _encoding = _film.EncodeAsync();
            _film.Dispose();
            _film = null;
        }

        // What the window shows was drawn before.
        _drawn = null;
        return true;
    }

    private void BeginFilm()
    {
        _controller.FilmWanted = false;
        if (_film is not null || _encoding is not null || _timeline.Count == 0 || _window.Drawing.Width == 0)
            return;
        var folder = new PictureFolder(Path.Combine(_folder.Path, $"film_{Now()}"), _log);
        _film = new Film(_device, _window.Drawing, _timeline.Frames, folder);
    }

    private string Now() => _time.GetLocalNow().ToString("yyyyMMdd_HHmmss_fff", System.Globalization.CultureInfo.InvariantCulture);
}
