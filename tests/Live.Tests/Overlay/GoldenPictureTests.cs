using Cellect.Live.Overlay;
using Cellect.Live.Overlay.Hud;
using Cellect.Live.Overlay.Rendering;
using Cellect.Live.Overlay.Snapshots;
using Cellect.Live.Pipeline;
using Cellect.Stream.Volumes;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Live.Tests.Overlay;

public class GoldenPictureTests
{
    private static readonly OverlayOptions Options = new() { TailFrames = 8, DivisionMarkFrames = 4 };

    private static readonly StreamStatus Running = new()
    {
        Series = "embryo-2026-11-22-a", LastArrival = 0, Interval = TimeSpan.FromSeconds(2), VolumesPerSecond = 0.5,
    };

    [Fact]
    public void Draw_CellsWithTails_LooksAsApproved() => Check("tails", Snapshot(7), new ViewState(), Running);

    [Fact]
    public void Draw_FreshDivisions_LooksAsApproved() => Check("division", Snapshot(8), new ViewState(), Running);

    [Fact]
    public void Draw_OlderDivisionsStaleStream_LooksAsApproved() =>
        Check("division-older-stale", Snapshot(11), new ViewState(), Running with { Lost = 3 }, secondsLater: 12);

    [Fact]
    public void Draw_ZoomedIn_LooksAsApproved() => Check("zoomed", Snapshot(8), new ViewState { Zoom = 3, Centre = new(74, 52, 28) }, Running);

    [Fact]
    public void Draw_Help_LooksAsApproved() => Check("help", Snapshot(7), new ViewState { Help = true }, Running);

    [Fact]
    public void Draw_BeforeTheFirstVolume_LooksAsApproved() => Check("waiting", null, new ViewState(), StreamStatus.Waiting);

    [Fact]
    public void Draw_SingleSlice_LooksAsApproved()
    {
        var slice = SyntheticSeries.Create(new SyntheticSeries { Shape = new VolumeShape(1, 150, 230), Voxel = new VoxelSize(8, 0.5, 0.5) });
        Check("single-slice", Snapshot(9, slice), new ViewState(), Running with { Ended = true });
    }

    [Fact]
    public void Draw_LargeWindow_LooksAsApproved() => Check("window-1280x800", Snapshot(8), new ViewState(), Running, width: 1280, height: 800);

    private static void Check(
        string name, OverlaySnapshot? snapshot, ViewState view, StreamStatus stream, int width = 640, int height = 420, int secondsLater = 0)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        time.Advance(TimeSpan.FromSeconds(secondsLater));
        stream = stream with { LastArrival = stream.LastArrival is null ? null : time.GetTimestamp() - secondsLater * time.TimestampFrequency };
        var status = StatusText.Of(snapshot, stream, time, shownNs: (snapshot?.ExposureEndNs ?? 0) + 412_000_000);

        using var canvas = OffscreenGl.CanvasOrSkip(width, height);
        canvas.Draw(snapshot, view, status, flash: 1);
        using var picture = canvas.Read();
        Golden.Compare(name, picture);
    }

    private static int Tracks(TrackedFrame[] frames) => frames.SelectMany(frame => frame.Cells).DistinctBy(cell => cell.Track).Count();

    private static OverlaySnapshot Snapshot(int t, SyntheticSeries? series = null)
    {
        series ??= SyntheticSeries.Create();
        var frames = series.Frames(t);
        using var draft = new SnapshotDraft(frames, series.Volume(t, new VolumePool()), Tracks(frames), frames.Sum(frame => frame.Divisions.Count));
        return new SnapshotBuilder(Options).Build(draft);
    }
}
