using Cellect.Live.Overlay.Displays;
using Cellect.Live.Overlay.Snapshots;
using Cellect.Live.Pipeline;
using Cellect.Stream.Volumes;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Overlay;

/// <summary>
/// Shows tracked frames in a window or as pictures. The display has a thread of its own and takes the newest frame when it
/// is ready: the pipeline never waits for it, and goes on without it where nothing can be drawn.
/// </summary>
internal sealed class OverlaySink : IFrameSink
{
    private readonly OverlayOptions _options;
    private readonly TimeProvider _time;
    private readonly SnapshotFeed _feed = new();
    private readonly Queue<TrackedFrame> _recent = new();
    private readonly DisplayThread _display;
    private SeriesProgress _progress;

    /// <summary>Opens the display and returns at once.</summary>
    public OverlaySink(OverlayOptions options, TimeProvider time, ILogger log)
    {
        _options = options;
        _time = time;
        _progress = new SeriesProgress("", time);
        _display = new DisplayThread(options, _feed, time, log);
    }

    /// <summary>Completes when the user has closed the window, or the display has ended otherwise; never faults.</summary>
    public Task Closed => _display.Ended;

    /// <summary>Whether there is a window, once that is known; false for pictures and for nothing.</summary>
    public Task<bool> IsWindow => _display.IsWindow;

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
    {
        _recent.Clear();
        _progress = new SeriesProgress(header.Series, _time);
        _feed.Status = _progress.Status();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        _progress.Add(frame);
        _feed.Status = _progress.Status();
        if (_recent.Count > Math.Max(_options.TailFrames, _options.DivisionMarkFrames))
            _recent.Dequeue();
        // The masks are large and not drawn: the history does not hold on to them.
        _recent.Enqueue(frame with { Foreground = null });
        if (!_display.Ended.IsCompleted)
            _feed.Post(new SnapshotDraft([.. _recent], volume.Lease(), _progress.Tracks, _progress.Divisions));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        _feed.Status = _progress.Status(summary);
        return ValueTask.CompletedTask;
    }

    /// <summary>Draws what is left, closes the display and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _feed.Complete();
        await _display.Ended;
    }
}
