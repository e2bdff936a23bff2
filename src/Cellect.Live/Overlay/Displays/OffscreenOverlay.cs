using Cellect.Stream.Volumes;
using Cellect.Live.Overlay.Hud;
using Cellect.Live.Overlay.Rendering;
using Cellect.Live.Overlay.Snapshots;

namespace Cellect.Live.Overlay.Displays;

/// <summary>Draws pictures <c>overlay_t0007.png</c> into a folder: every n-th time point that it can keep up with, and the last one.</summary>
internal sealed class OffscreenOverlay(OverlayOptions options, TimeProvider time, PictureFolder folder) : IOverlayDisplay
{
    private readonly OffscreenCanvas _canvas = new(options.WidthPixels, options.HeightPixels);
    private readonly SnapshotBuilder _builder = new(options);

    /// <inheritdoc/>
    public string Description => $"pictures in {folder.Path}, {_canvas.Device.Description}";

    /// <inheritdoc/>
    public void Run(SnapshotFeed feed)
    {
        SnapshotDraft? skipped = null;
        var series = "";
        while (feed.Take() is { } draft)
        {
            var header = draft.Frame.Header;
            if (header.Series != series)
                DrawAndDispose(ref skipped, feed.Status);
            series = header.Series;

            skipped?.Dispose();
            skipped = draft;
            if (header.T % options.PictureEveryFrames == 0)
                DrawAndDispose(ref skipped, feed.Status);
        }

        DrawAndDispose(ref skipped, feed.Status);
    }

    public void Dispose() => _canvas.Dispose();

    private void DrawAndDispose(ref SnapshotDraft? draft, StreamStatus stream)
    {
        if (draft is null)
            return;
        var snapshot = _builder.Build(draft);
        draft.Dispose();
        draft = null;
        var status = StatusText.Of(snapshot, stream, time, time.UtcNanoseconds());
        _canvas.Draw(snapshot, new ViewState(), status, flash: 1);
        using var picture = _canvas.Read();
        folder.Write($"overlay_t{snapshot.T:0000}.png", picture);
    }
}
