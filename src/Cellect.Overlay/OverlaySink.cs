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
    private readonly IReadOnlyList<Population> _populations;
    private JoinedFrames _frames;

    // Of the first population, until its time point is whole; a lease of ours.
    private Volume? _image;

    /// <summary>Opens the display and returns at once.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Told what is shown where, and of what goes wrong.</param>
    /// <param name="counts">What the service knows of itself; called on the display's thread, must not block.</param>
    /// <param name="triggers">Shown and steered; null where there are none.</param>
    /// <param name="codes">Signs phones in at the page; null where there is none.</param>
    /// <param name="populations">The populations that are tracked; null: nobody tells.</param>
    /// <param name="folderOf">The recording of a series, where people's words on divisions go; null where nothing is recorded.</param>
    public OverlaySink(
        OverlayOptions options,
        TimeProvider time,
        ILogger log,
        Func<ServiceStatus>? counts = null,
        ITriggerControl? triggers = null,
        Func<VolumeHeader, string>? folderOf = null,
        ISignInCodes? codes = null,
        IReadOnlyList<Population>? populations = null
    )
    {
        _populations = populations ?? [];
        _frames = new JoinedFrames(_populations.Count);
        _feed = new SnapshotFeed(counts);
        _feeder = new SeriesFeeder(options, _feed, time) { Populations = _populations };
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
        _frames = new JoinedFrames(_populations.Count);
        _feeder.Begin(header.Series);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        if (_populations.Count > 1)
            Keep(volume);
        foreach (var whole in _frames.Add(frame))
            Show(whole, _populations.Count > 1 ? Take(whole.Header.T) : volume);
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
        if (_frames.Take() is { } last)
            Show(last, Take(last.Header.T));
        _feeder.End(summary);
        return ValueTask.CompletedTask;
    }

    /// <summary>Of several populations the image of the first is the tracked channel's; the others lie beside it.</summary>
    private void Keep(Volume volume)
    {
        if (volume.Header.C != _populations[0].Channel)
            See(volume);
        else
        {
            _image?.Dispose();
            _image = volume.Lease();
        }
    }

    private Volume? Take(int t) => _image?.Header.T == t ? _image : null;

    private void Show(TrackedFrame frame, Volume? image)
    {
        _feeder.Add(frame);
        if (!_display.Ended.IsCompleted && !Rests)
            _feeder.PostNewest(image?.Lease());
    }

    private bool Rests => Relief?.Rests(ReliefStep.Overlay) == true;

    /// <summary>Draws what is left, closes the display and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _feed.Complete();
        await _display.Ended;
        _image?.Dispose();
        await _review.WrittenAsync();
    }
}
