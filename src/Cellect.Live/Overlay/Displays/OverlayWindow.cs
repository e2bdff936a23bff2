using Cellect.Stream.Volumes;
using Cellect.Live.Overlay.Glfw;
using Cellect.Live.Overlay.Hud;
using Cellect.Live.Overlay.Rendering;
using Cellect.Live.Overlay.Snapshots;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Overlay.Displays;

/// <summary>The overlay in a window. Draws when something has changed, and no more often than the options allow.</summary>
internal sealed class OverlayWindow : IOverlayDisplay
{
    // Slow enough not to strain the eye, and costs four drawings a second.
    private static readonly TimeSpan FlashHalfPeriod = TimeSpan.FromMilliseconds(250);
    private const float FlashDim = 0.35f;

    private readonly TimeProvider _time;
    private readonly PictureFolder _folder;
    private readonly ILogger _log;
    private readonly GlfwWindow _window;
    private readonly GlDevice _device;
    private readonly OverlayRenderer _renderer;
    private readonly SnapshotBuilder _builder;
    private readonly ViewController _controller = new();
    private readonly List<WindowEvent> _events = [];
    private readonly TimeSpan _frameTime;
    private OverlaySnapshot? _snapshot;
    private long? _shownNs;
    private Scene? _drawn;
    private long _drawnAt;

    /// <exception cref="NotSupportedException">There is no display, no GLFW or no OpenGL 4.1.</exception>
    public OverlayWindow(OverlayOptions options, TimeProvider time, PictureFolder folder, ILogger log)
    {
        (_time, _folder, _log) = (time, folder, log);
        if (OperatingSystem.IsMacOS())
            throw new NotSupportedException("on macOS a window must belong to the first thread of the process, which this version does not do");
        _frameTime = TimeSpan.FromSeconds(1.0 / options.MaxFramesPerSecond);
        _window = new GlfwWindow(options.WidthPixels, options.HeightPixels, "Cellect");
        _builder = new SnapshotBuilder(options);
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

    private void DrawUntilClosed(SnapshotFeed feed)
    {
        while (!_window.CloseRequested && !_controller.CloseWanted && !feed.Completed && !_window.DisplayLost)
        {
            var rest = _frameTime - _time.GetElapsedTime(_drawnAt);
            _window.WaitForEvents(_drawn is null ? TimeSpan.Zero : rest > TimeSpan.Zero ? rest : _frameTime, _events);
            HandleEvents();
            if (_drawn is not null && _time.GetElapsedTime(_drawnAt) < _frameTime)
                continue;
            TakeNewest(feed);
            DrawIfChanged(feed.Status);
        }
    }

    public void Dispose()
    {
        // The context has died with the display.
        if (!_window.DisplayLost)
            _renderer.Dispose();
        _device.Dispose();
        _window.Dispose();
    }

    private void HandleEvents()
    {
        var drawing = _window.Drawing;
        Func<ViewState, ViewLayout>? layout = _snapshot is { } snapshot ? view => OverlayRenderer.Layout(snapshot, view, drawing) : null;
        foreach (var happened in _events)
        {
            _controller.Handle(happened, layout);
            if (happened.Kind == WindowEventKind.Damaged)
                _drawn = null;
        }

        _events.Clear();
    }

    private void TakeNewest(SnapshotFeed feed)
    {
        using var draft = feed.TryTake();
        if (draft is null)
            return;
        _snapshot = _builder.Build(draft);
        _shownNs = null;
    }

    private void DrawIfChanged(StreamStatus stream)
    {
        var status = StatusText.Of(_snapshot, stream, _time, _shownNs ?? _time.UtcNanoseconds());
        var scene = new Scene(_snapshot, _controller.View, status, _window.Drawing, Flash());
        if (scene.Drawing.Width == 0 || (scene == _drawn && !_controller.ScreenshotWanted))
            return;
        _renderer.Draw(scene.Snapshot, scene.View, scene.Status, scene.Drawing, scene.Flash);
        TakeScreenshot(scene.Drawing);
        _window.Present();
        _shownNs ??= _time.UtcNanoseconds();
        _drawn = scene;
        _drawnAt = _time.GetTimestamp();
    }

    private float Flash()
    {
        if (_snapshot is not { Divisions.Length: > 0 })
            return 1;
        return _time.GetTimestamp() / (_time.TimestampFrequency * FlashHalfPeriod.TotalSeconds) % 2 < 1 ? 1 : FlashDim;
    }

    private void TakeScreenshot(Drawing drawing)
    {
        if (!_controller.ScreenshotWanted)
            return;
        _controller.ScreenshotWanted = false;
        using var picture = FramebufferReader.Read(_device.Gl, drawing);
        var name = $"screenshot_{_time.GetLocalNow():yyyyMMdd_HHmmss_fff}.png";
        if (_folder.Write(name, picture) is { } file)
            _log.ScreenshotWritten(file);
    }

    /// <summary>All that a drawing depends on: equal scenes look the same.</summary>
    private sealed record Scene(OverlaySnapshot? Snapshot, ViewState View, StatusText Status, Drawing Drawing, float Flash);
}
