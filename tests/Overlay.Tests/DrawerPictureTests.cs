using Cellect.Data.Status;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using SkiaSharp;
using static Cellect.Overlay.Tests.GoldenScene;

namespace Cellect.Overlay.Tests;

public class DrawerPictureTests
{
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
            Limits = [new SafetyLimit("light of the last hour", 255, 300, "s of full power"), new SafetyLimit("power", 12, 40, "%")],
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
}
