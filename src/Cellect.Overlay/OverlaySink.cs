using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Logging;

namespace Cellect.Overlay;

/// <summary>
/// Shows tracked frames in a window or as pictures. The display has a thread of its own and takes the newest frame when it
/// is ready: the pipeline never waits for it, and goes on without it where nothing can be drawn.
/// </summary>
internal sealed class OverlaySink : IFrameSink, IChannelViewer
{
    private readonly SnapshotFeed _feed;
    private readonly SeriesFeeder _feeder;
    private readonly DivisionReview _review;
    private readonly DisplayThread _display;

    /// <summary>Opens the display and returns at once.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Told what is shown where, and of what goes wrong.</param>
    /// <param name="counts">What the service knows of itself; called on the display's thread, must not block.</param>
    /// <param name="triggers">Shown and steered; null where there are none.</param>
    /// <param name="codes">Signs phones in at the page; null where there is none.</param>
    /// <param name="folderOf">The recording of a series, where people's words on divisions go; null where nothing is recorded.</param>
    public OverlaySink(
        OverlayOptions options,
        TimeProvider time,
        ILogger log,
        Func<ServiceStatus>? counts = null,
        ITriggerControl? triggers = null,
        Func<VolumeHeader, string>? folderOf = null,
        ISignInCodes? codes = null
    )
    {
        _feed = new SnapshotFeed(counts);
        _feeder = new SeriesFeeder(options, _feed, time);
        _review = new DivisionReview(folderOf, time);
        _display = new DisplayThread(options, _feed, time, log, triggers, _review, codes);
    }

    /// <summary>Says when new pictures rest; null: never.</summary>
    public Relief? Relief { get; init; }

    /// <summary>Completes when the user has closed the window, or the display has ended otherwise; never faults.</summary>
    public Task Closed => _display.Ended;

    /// <summary>Whether there is a window, once that is known; false for pictures and for nothing.</summary>
    public Task<bool> IsWindow => _display.IsWindow;

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
    {
        _review.Begin(header);
        _feeder.Begin(header.Series);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        _feeder.Add(frame);
        if (!_display.Ended.IsCompleted && !Rests)
            _feeder.PostNewest(volume.Lease());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void See(Volume volume)
    {
        if (!Rests)
            _feed.Others.See(volume);
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        _feeder.End(summary);
        return ValueTask.CompletedTask;
    }

    private bool Rests => Relief?.Rests(ReliefStep.Overlay) == true;

    /// <summary>Draws what is left, closes the display and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _feed.Complete();
        await _display.Ended;
        await _review.WrittenAsync();
    }
}
