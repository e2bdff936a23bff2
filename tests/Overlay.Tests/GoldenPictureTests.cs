using System.Numerics;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using SkiaSharp;
using static Cellect.Overlay.Tests.GoldenScene;

namespace Cellect.Overlay.Tests;

public class GoldenPictureTests
{
    private const int ReducedWidth = 640;

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

    /// <summary>Where many cells lie over one another lines grow thinner, those of divisions too, and a region lies on top.</summary>
    [Fact]
    public void Draw_CrowdWithRegion_LooksAsApproved() =>
        Check("crowd", Series(8, SyntheticSeries.Create(new SyntheticSeries { Attempts = 900, Spacing = 0.9 })), Bare, regions: Regions());

    /// <summary>A filter leaves out the marks of divisions with the daughters.</summary>
    [Fact]
    public void Draw_OnlyOneFamily_LooksAsApproved() =>
        Check("only-family", Series(8), Bare with { Selected = 1009, Filter = new CellFilter(OnlyFamily: true) });

    /// <summary>The shown time in the curves, close to the end of them.</summary>
    [Fact]
    public void Paint_CurvesOfAnOlderImage_LookAsApproved()
    {
        var curve = Enumerable.Range(0, 138).Select(t => new CurvePoint(t, 40 + t / 3, t / 5, 400 + 10 * (t % 7))).ToArray();
        using var picture = new SKBitmap(336, 250);
        using var canvas = new SKCanvas(picture);
        PlotsPart.Paint(canvas, new Vector2(picture.Width, picture.Height), 1, new PlotsContent(curve, 136));
        Golden.Compare("curves-of-older-image", picture);
    }

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
}
