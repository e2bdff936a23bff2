using Cellect.Live.Overlay;
using Cellect.Live.Overlay.Hud;
using Cellect.Live.Overlay.Rendering;
using Cellect.Live.Overlay.Snapshots;
using Cellect.Stream.Volumes;

namespace Cellect.Live.Tests.Overlay;

public class GoldenPictureTests
{
    private static readonly OverlayOptions Options = new() { TailFrames = 8, DivisionMarkFrames = 4 };

    private static readonly StatusText Live = new()
    {
        Series = "embryo-2026-11-22-a", T = "7", Cells = "53", Tracks = "53", Divisions = "0", Rate = "0.500",
        Latency = "412 ms", Lost = "0", Badge = Badge.Live, BadgeText = "LIVE",
    };

    private static readonly StatusText Stale = Live with { Rate = "0", Lost = "3", Badge = Badge.Stale, BadgeText = "STALE 12 s" };

    private static readonly StatusText Ended = Live with { Rate = "-", Badge = Badge.Ended, BadgeText = "ENDED" };

    private static readonly StatusText Waiting = new()
    {
        Series = "-", T = "-", Cells = "-", Tracks = "-", Divisions = "-", Rate = "-", Latency = "-", Lost = "-",
        Badge = Badge.Waiting, BadgeText = "WAITING",
    };

    [Fact]
    public void Draw_CellsWithTails_LooksAsApproved() => Check("tails", Snapshot(7), new ViewState(), Live);

    [Fact]
    public void Draw_FreshDivisions_LooksAsApproved() => Check("division", Snapshot(8), new ViewState(), Live with { T = "8", Divisions = "10" });

    [Fact]
    public void Draw_OlderDivisionsAndLosses_LooksAsApproved() => Check("division-older-stale", Snapshot(11), new ViewState(), Stale with { T = "11", Divisions = "10" });

    [Fact]
    public void Draw_ZoomedIn_LooksAsApproved() => Check("zoomed", Snapshot(8), new ViewState { Zoom = 3, Centre = new(62, 30, 20) }, Live);

    [Fact]
    public void Draw_Help_LooksAsApproved() => Check("help", Snapshot(7), new ViewState { Help = true }, Live);

    [Fact]
    public void Draw_BeforeTheFirstVolume_LooksAsApproved() => Check("waiting", null, new ViewState(), Waiting);

    [Fact]
    public void Draw_SingleSlice_LooksAsApproved()
    {
        var slice = SyntheticSeries.Create(new SyntheticSeries { Shape = new VolumeShape(1, 150, 230), Voxel = new VoxelSize(8, 0.5, 0.5) });
        Check("single-slice", Snapshot(9, slice), new ViewState(), Ended);
    }

    [Fact]
    public void Draw_LargeWindow_LooksAsApproved() => Check("window-1280x800", Snapshot(8), new ViewState(), Live with { T = "8" }, 1280, 800);

    private static void Check(string name, OverlaySnapshot? snapshot, ViewState view, StatusText status, int width = 640, int height = 420)
    {
        using var canvas = OffscreenGl.CanvasOrSkip(width, height);
        canvas.Draw(snapshot, view, status, flash: 1);
        using var picture = canvas.Read();
        Golden.Compare(name, picture);
    }

    private static OverlaySnapshot Snapshot(int t, SyntheticSeries? series = null)
    {
        series ??= SyntheticSeries.Create();
        var pool = new VolumePool();
        using var draft = new SnapshotDraft(series.Frames(t), series.Volume(t, pool), tracks: 1, divisions: 0);
        return new SnapshotBuilder(Options).Build(draft);
    }
}
