using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Draws pictures <c>overlay_t0007.png</c> into a folder: every n-th time point that it can keep up with, and the last
/// one.</summary>
internal sealed class OffscreenOverlay(OverlayOptions options, TimeProvider time, PictureFolder folder, ITriggerControl? triggers)
    : IOverlayDisplay
{
    private readonly OffscreenCanvas _canvas = new(options.WidthPixels, options.HeightPixels);
    private readonly SnapshotBuilder _builder = new(options);
    private readonly FiguresMeter _figures = new(time);
    private readonly ShownLatency _latency = new();
    private readonly SideReader _side = new();
    private readonly TriggerTool _triggers = new(triggers, time);
    private readonly RegionStore _regions = new(options.RegionsFile);

    /// <inheritdoc/>
    public string Description => $"pictures in {folder.Path}, {_canvas.Device.Description}";

    /// <inheritdoc/>
    public void Run(SnapshotFeed feed)
    {
        // Nobody waits for pictures: the pipeline goes first.
        BackgroundThread.YieldToOthers();
        SnapshotDraft? skipped = null;
        var series = "";
        while (feed.Take() is { } draft)
        {
            var header = draft.Frame.Header;
            if (header.Series != series)
                DrawAndDispose(ref skipped, feed);
            series = header.Series;

            skipped?.Dispose();
            skipped = draft;
            if (header.T % options.PictureEveryFrames == 0)
                DrawAndDispose(ref skipped, feed);
        }

        DrawAndDispose(ref skipped, feed);
    }

    public void Dispose() => _canvas.Dispose();

    private void DrawAndDispose(ref SnapshotDraft? draft, SnapshotFeed feed)
    {
        if (draft is null)
            return;
        _builder.TakeOthers(feed.Others);
        var snapshot = _builder.Build(draft);
        draft.Dispose();
        draft = null;
        var now = time.UtcNanoseconds();
        _latency.Add(snapshot, now);
        _canvas.Draw(SceneOf(snapshot, feed, now));
        using var picture = _canvas.Read();
        folder.Write($"overlay_t{snapshot.T:0000}.png", picture);
    }

    private Scene SceneOf(OverlaySnapshot snapshot, SnapshotFeed feed, long now)
    {
        var status = StatusText.Of(snapshot, feed.Status, time, now, _figures.Read(feed.ReadCounts()));
        return new Scene(
            snapshot,
            new ViewState { Mode = options.View, Colour = options.Colour },
            status with
            {
                LatencySpread = _latency.Spread,
                Trigger = _triggers.Status?.Mode,
                TriggerText = _triggers.Words,
            },
            _canvas.Drawing
        )
        {
            Side = _side.Content(feed.Book, new ViewState(), snapshot),
            Clock = ClockText.Of(snapshot, time.LocalTimeZone),
            Timeline = new TimelineContent([new TimelineFrame(snapshot.T, 0)], 0, true),
            Regions = new RegionScene(_regions.Regions, -1, MouseTool.OriginOf(snapshot.VoxelMicrometres)),
        };
    }
}
