using System.Collections.Immutable;
using System.Numerics;
using Cellect.Data.Images;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace Cellect.Overlay.Tests;

public class GoldenPictureTests
{
    private const int ReducedWidth = 640;

    private static readonly OverlayOptions Options = new() { TailFrames = 8, DivisionMarkFrames = 4 };

    private static readonly StreamStatus Running = new()
    {
        Series = "embryo-2026-11-22-a",
        LastArrival = 0,
        Interval = TimeSpan.FromSeconds(2),
        VolumesPerSecond = 0.5,
    };

    private static readonly ViewState Bare = new() { SidePanel = false };

    [Fact]
    public void Draw_CellsWithTails_LooksAsApproved() => Check("tails", Series(7), Bare);

    [Fact]
    public void Draw_FreshDivisions_LooksAsApproved() => Check("division", Series(8), Bare);

    [Fact]
    public void Draw_OlderDivisionsStaleStream_LooksAsApproved() =>
        Check("division-older-stale", Series(11), Bare, Running with { Lost = 3 }, secondsLater: 12);

    [Fact]
    public void Draw_ZoomedInWithLabels_LooksAsApproved() =>
        Check("zoomed-labels", Series(8), Bare with { Zoom = 3, Centre = new(74, 52, 28), Labels = true });

    [Fact]
    public void Draw_Slices_LooksAsApproved() => Check("slices", Series(8), Bare with { Mode = ViewMode.Slices, Cut = new(74, 52, 25) });

    [Fact]
    public void Draw_Maximum3D_LooksAsApproved() => Check("maximum-3d", Series(8), Bare with { Mode = ViewMode.Maximum3D });

    [Fact]
    public void Draw_Alpha3D_LooksAsApproved() =>
        Check("alpha-3d", Series(8), Bare with { Mode = ViewMode.Alpha3D, Colour = ColourBy.Lineage });

    [Fact]
    public void Draw_ColourBySpeed_LooksAsApproved() => Check("speed", Series(8), Bare with { Colour = ColourBy.Speed });

    [Fact]
    public void Draw_TwoChannelsContrastByHand_LooksAsApproved() =>
        Check(
            "two-channels",
            Series(8, secondChannel: true),
            Bare with
            {
                Mode = ViewMode.Slices,
                Looks = default(ChannelLooks).With(1, new ChannelLook(Low: 100, High: 900)),
                Gamma = 1,
            }
        );

    [Fact]
    [Trait("Speed", "Slow")]
    public void Draw_EnteringAndVanished_LooksAsApproved() => Check("come-and-gone", Series(7, come: 5, gone: 9), Bare with { Zoom = 2 });

    [Fact]
    public void Draw_Regions_LooksAsApproved() => Check("regions", Series(7), Bare, regions: Regions());

    [Fact]
    public void Draw_ArmedTriggers_LooksAsApproved() =>
        Check("armed", Series(8), Bare, trigger: new TriggerStatus { Mode = TriggerMode.Armed });

    [Fact]
    public void Draw_PausedInThePast_LooksAsApproved() =>
        Check(
            "paused",
            Series(8),
            Bare,
            timeline: new TimelineContent([.. Enumerable.Range(0, 40).Select(t => new TimelineFrame(t, t % 13 == 8 ? 1 : 0))], 8, false)
        );

    [Fact]
    public void Draw_Help_LooksAsApproved() =>
        Check("help", Series(7), new ViewState { Drawer = Drawer.Help, Tools = true }, width: 1280, height: 800, form: HelpForm.Form);

    [Fact]
    public void Draw_BeforeTheFirstVolume_LooksAsApproved() => Check("waiting", null, Bare, StreamStatus.Waiting);

    [Fact]
    public void Draw_SingleSlice_LooksAsApproved()
    {
        var slice = SyntheticSeries.Create(
            new SyntheticSeries { Shape = new VolumeShape(1, 150, 230), Voxel = new VoxelSize(8, 0.5, 0.5) }
        );
        Check("single-slice", Series(9, series: slice), Bare, Running with { Ended = true });
    }

    [Fact]
    public void Draw_WholeWindowWithSelection_LooksAsApproved() =>
        Check("window-1280x800", Series(16), new ViewState { Selected = 1009, Centre = new(60, 40, 25) }, width: 1280, height: 800);

    /// <summary>Every mode in every layout at both sizes that it was tried at.</summary>
    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(Layouts))]
    public void Draw_ModeAndLayout_LooksAsApproved(string mode, string layout, int width, int height) =>
        Check(
            $"layouts/{mode}-{layout}-{width}".ToLowerInvariant(),
            Series(9, secondChannel: true),
            new ViewState
            {
                Mode = Enum.Parse<ViewMode>(mode),
                Layout = Enum.Parse<PanelLayout>(layout),
                Tools = true,
                Cut = new(74, 52, 25),
            },
            width: width,
            height: height,
            // What counts here is where things are.
            detail: width > 2000 ? 4 : 2,
            seen: picture =>
                picture.Resize(
                    new SKImageInfo(ReducedWidth, height * ReducedWidth / width),
                    new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
                )
        );

    public static TheoryData<string, string, int, int> Layouts()
    {
        var all = new TheoryData<string, string, int, int>();
        foreach (var mode in Enum.GetNames<ViewMode>())
        foreach (var layout in Enum.GetNames<PanelLayout>())
        {
            all.Add(mode, layout, 1280, 800);
            all.Add(mode, layout, 2560, 1440);
        }

        return all;
    }

    [Theory]
    [InlineData(nameof(Drawer.Filters))]
    [InlineData(nameof(Drawer.Channels))]
    [InlineData(nameof(Drawer.Regions))]
    [InlineData(nameof(Drawer.Triggers))]
    [InlineData(nameof(Drawer.Alerts))]
    [InlineData(nameof(Drawer.Phone))]
    [InlineData(nameof(Drawer.Division))]
    public void Draw_Drawer_LooksAsApproved(string name)
    {
        var drawer = Enum.Parse<Drawer>(name);
        var shown = Series(10, secondChannel: true);
        var view = new ViewState
        {
            Drawer = drawer,
            Tools = true,
            Filter = new CellFilter(LeastScore: 0.3f, OnlyRegion: true),
            Division = 4,
        };
        Check(
            $"drawer-{drawer}".ToLowerInvariant(),
            shown,
            view,
            width: 1280,
            height: 800,
            regions: Regions(),
            form: FormOf(drawer, view, shown),
            seen: picture => LeftOf(picture, 300)
        );
    }

    private static Form FormOf(Drawer drawer, ViewState view, Shown shown) =>
        drawer switch
        {
            Drawer.Filters => Forms.Filters(view, shown.Snapshot, CellSieve.Of(shown.Snapshot, view, Regions()), regionSelected: true),
            Drawer.Channels => Forms.Channels(
                view,
                shown.Snapshot,
                [.. shown.Snapshot.Channels.Select(channel => Histogram.Of(channel.Projections.XY))]
            ),
            Drawer.Regions => Forms.Regions(Regions(), naming: null, canUndo: true),
            Drawer.Triggers => TriggerForm.Of(Triggers, "ARMED 12 min", asked: 0),
            Drawer.Alerts => Forms.Alerts(
                [
                    new Alert(
                        "service",
                        new DateTimeOffset(2026, 11, 29, 3, 12, 40, TimeSpan.Zero),
                        2,
                        "volumes are no longer recorded: the disk has 0.9 GB left, the least is 2 GB",
                        "make room"
                    ),
                    new Alert(
                        "service",
                        new DateTimeOffset(2026, 11, 29, 4, 2, 5, TimeSpan.Zero),
                        1,
                        "no voxel size has been told, 1 µm is assumed",
                        ""
                    ),
                ],
                TimeZoneInfo.Utc
            ),
            Drawer.Phone => Forms.Phone(
                new SignInCode("http://192.168.1.20:8080/in?code=ABCDEF", DateTimeOffset.UnixEpoch, Checkers),
                TimeZoneInfo.Utc
            ),
            _ => Forms.Division(
                DivisionEvidence.Of(shown.Book.Newest(1)[0], shown.Book, t => t <= 10 && t >= 5 ? Series(t).Snapshot : null),
                verdict: true,
                canJudge: true
            ),
        };

    private static bool[][] Checkers { get; } =
    [.. Enumerable.Range(0, 29).Select(y => Enumerable.Range(0, 29).Select(x => (x * y + x / 3) % 3 == 0).ToArray())];

    private static TriggerStatus Triggers { get; } =
        new()
        {
            Mode = TriggerMode.Armed,
            Fired = 3,
            HeldBack = 41,
            Acknowledged = 2,
            Failed = 1,
            Limits = [new SafetyLimit("light of the last hour", 31, 36, "J"), new SafetyLimit("power", 12, 40, "%")],
            RuleDetails =
            [
                new RuleStatus
                {
                    Name = "faster-on-division",
                    When = "a cell divides, with at least 0.6, in tip",
                    Then = ["scope: interval 10 s, power 12 %"],
                    Fired = 3,
                    HeldBack = 41,
                    LastHeldBackBy = "cooldown",
                },
            ],
            Firings =
            [
                new TriggerFiring
                {
                    At = new DateTimeOffset(2026, 11, 29, 4, 2, 5, TimeSpan.Zero).ToLocalTime(),
                    Rule = "faster-on-division",
                    Series = "s",
                    T = 8,
                    Key = "k",
                    Track = 4,
                    Actions = [new FiredAction("k-a0", "scope", "interval 10 s, power 12 %", "done") { Milliseconds = 41 }],
                },
            ],
        };

    private static SKBitmap LeftOf(SKBitmap picture, int width)
    {
        var left = new SKBitmap(width, picture.Height, picture.ColorType, picture.AlphaType);
        using var canvas = new SKCanvas(left);
        canvas.DrawBitmap(picture, 0, 0);
        return left;
    }

    private static void Check(
        string name,
        Shown? shown,
        ViewState view,
        StreamStatus? stream = null,
        int width = 640,
        int height = 420,
        int secondsLater = 0,
        RegionScene? regions = null,
        TriggerStatus? trigger = null,
        TimelineContent? timeline = null,
        Form? form = null,
        int detail = 1,
        Func<SKBitmap, SKBitmap>? seen = null
    )
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        time.Advance(TimeSpan.FromSeconds(secondsLater));
        stream ??= Running;
        stream = stream with
        {
            LastArrival = stream.LastArrival is null ? null : time.GetTimestamp() - secondsLater * time.TimestampFrequency,
        };
        var snapshot = shown?.Snapshot;
        var figures = new ServiceFigures
        {
            VolumesInPerSecond = 0.5,
            Device = "CPU",
            Dropped = 0,
            Missing = stream.Lost,
        };
        var status = StatusText.Of(
            snapshot,
            stream,
            time,
            shownNs: (snapshot?.ExposureEndNs ?? 0) + 412_000_000,
            snapshot is null ? null : figures
        ) with
        {
            Trigger = trigger?.Mode,
            TriggerText = trigger is null ? "" : TriggerText.Of(trigger, time.GetUtcNow()),
            Paused = timeline is not null,
            LatencySpread = snapshot is null || width < 1000 ? "" : "405 ms, 530 ms",
        };

        using var canvas = OffscreenGl.CanvasOrSkip(width, height);
        canvas.Detail = detail;
        canvas.Draw(
            new Scene(snapshot, view, status, canvas.Drawing)
            {
                Side = shown is null ? SideContent.Empty : new SideReader().Content(shown.Book, view, shown.Snapshot),
                Regions = regions ?? RegionScene.None,
                Form = form ?? Form.Empty,
                Clock = ClockText.Of(snapshot, TimeZoneInfo.Utc),
                Tools = ToolBar.Of(view, timeline is null, 1, trigger?.Mode == TriggerMode.Armed, -1),
                Timeline = timeline
                    ?? (
                        snapshot is null
                            ? TimelineContent.Empty
                            : new TimelineContent(
                                [.. Enumerable.Range(0, snapshot.T + 1).Select(t => new TimelineFrame(t, t == 8 ? 2 : 0))],
                                snapshot.T,
                                true
                            )
                    ),
            }
        );
        using var whole = canvas.Read();
        using var picture = seen?.Invoke(whole);
        Golden.Compare(name, picture ?? whole);
    }

    private static RegionScene Regions()
    {
        var frame = new RegionScene([], 1, new Vector3(0.25f, 0.25f, 1));
        var box = new RegionShape(new(12, 10, 5), new(45, 40, 30), false).Named("tip", frame);
        var cylinder = new RegionShape(new(60, 25, 0), new(100, 65, 48), true).Named("core", frame);
        return frame with { Regions = ImmutableArray.Create(box, cylinder) };
    }

    private static Shown Series(int t, SyntheticSeries? series = null, bool secondChannel = false, int come = 0, int gone = 0)
    {
        series ??= SyntheticSeries.Create();
        var frames = series.Frames(t);
        for (var i = 0; i < frames.Length; i++)
            frames[i] = frames[i] with
            {
                Cells = [.. frames[i].Cells.Where(cell => !(cell.Track == come && i < t) && !(cell.Track == gone && i >= t))],
            };
        var progress = new SeriesProgress("s", new FakeTimeProvider());
        for (var i = 0; i < frames.Length; i++)
        {
            var stamps = frames[i].Stamps;
            progress.Add(
                frames[i] with
                {
                    Stamps = stamps with { LinkedNs = stamps.ExposureEndNs + 380_000_000 + 20_000_000 * (i * 7 % 5) },
                }
            );
        }

        var pool = new VolumePool();
        var builder = new SnapshotBuilder(Options);
        using var draft = new SnapshotDraft(frames, series.Volume(t, pool), progress.Tracks, progress.Divisions, progress.Book);
        var snapshot = builder.Build(draft);
        if (!secondChannel)
            return new Shown(snapshot, progress.Book);
        var shelf = new NewestVolumes(NewestVolumes.OtherChannels);
        using (var membrane = Membrane(series, t, pool))
            shelf.See(membrane);
        Assert.True(builder.TakeOthers(shelf));
        return new Shown(builder.WithOthers(snapshot), progress.Book);
    }

    // The second channel lights up where the first is dim: shells around the nuclei.
    private static Volume Membrane(SyntheticSeries series, int t, VolumePool pool)
    {
        using var nuclei = series.Volume(t, pool);
        var volume = pool.Rent(nuclei.Header with { C = 1, Series = "synthetic-embryo" });
        var from = nuclei.AsSpan<ushort>();
        var to = volume.AsSpan<ushort>();
        for (var i = 0; i < to.Length; i++)
            to[i] = (ushort)(from[i] is > 130 and < 420 ? 900 : 110);
        return volume;
    }

    private sealed record Shown(OverlaySnapshot Snapshot, SeriesHistory Book);
}
