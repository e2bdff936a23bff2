using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using CsCheck;

namespace Cellect.Overlay.Tests;

public class ViewLayoutTests
{
    private static readonly PixelRect Area = new(0, 0, 1280, 748);

    private static readonly Gen<(Vector3 Extent, ViewState View)> Views = Gen.Select(
        Gen.Float[1, 1000],
        Gen.Float[1, 1000],
        Gen.Float[1, 1000],
        Gen.Float[1, 30],
        Gen.Float[-200, 1200],
        (x, y, z, zoom, centre) => (new Vector3(x, y, z), new ViewState { Zoom = zoom, Centre = new Vector3(centre) })
    );

    [Fact]
    public void Of_AnyVolumeAndView_PanelsLieInTheAreaAndDoNotOverlap() =>
        Views.Sample(view =>
        {
            var panels = ViewLayout.Of(view.Extent, flat: false, Area, view.View, 1).Panels;
            foreach (var panel in panels)
                Assert.True(
                    panel.Area is { X: >= 0, Y: >= 0 } && panel.Area.Right <= Area.Right && panel.Area.Bottom <= Area.Bottom,
                    $"{panel}"
                );
            Assert.All(panels[1..], side =>
                Assert.True(side.Name == "XZ" ? side.Area.Y >= panels[0].Area.Bottom : side.Area.X >= panels[0].Area.Right)
            );
            Assert.NotEmpty(panels[1..]);
        });

    [Fact]
    public void Of_AnyVolumeAndView_ShowsNothingOutsideTheVolume() =>
        Views.Sample(view =>
        {
            foreach (var panel in ViewLayout.Of(view.Extent, flat: false, Area, view.View, 1).Panels)
            {
                var (corner, size) = (panel.Origin, panel.Scale * panel.Flatten(view.Extent));
                // One pixel for rounding the panels to whole pixels.
                Assert.True(corner.X <= panel.Area.X + 1 && corner.Y <= panel.Area.Y + 1, $"{panel}");
                Assert.True(corner.X + size.X >= panel.Area.Right - 1 && corner.Y + size.Y >= panel.Area.Bottom - 1, $"{panel}");
            }
        });

    [Fact]
    public void Of_WholeVolume_HasOneScaleForAllAxes()
    {
        var layout = ViewLayout.Of(new Vector3(200, 100, 40), flat: false, Area, new ViewState(), 1);

        Assert.Equal(2, layout.XY.Area.Width / layout.XY.Area.Height, tolerance: 0.01);
        Assert.Equal(40.0 / 200, layout.Panels[1].Area.Height / layout.XY.Area.Width, tolerance: 0.01);
        Assert.Equal(layout.Panels[1].Area.Height, layout.Panels[2].Area.Width);
    }

    [Fact]
    public void Of_VolumeAsThickAsWide_GivesUpOneSideForALargerXY() =>
        Assert.Equal(
            ["XY", "YZ"],
            ViewLayout.Of(new Vector3(61, 41, 59), flat: false, Area, new ViewState(), 1).Panels.Select(panel => panel.Name)
        );

    [Fact]
    public void Of_SingleSlice_HasOnePanel() =>
        Assert.Equal("XY", Assert.Single(ViewLayout.Of(new Vector3(200, 100, 8), flat: true, Area, new ViewState(), 1).Panels).Name);

    [Fact]
    public void ToMicrometres_OfToPixels_IsTheSamePoint()
    {
        var panel = ViewLayout.Of(new Vector3(200, 100, 40), flat: false, Area, new ViewState { Zoom = 3 }, 1).XY;
        var point = panel.Centre + new Vector3(5, -3, 0);

        Assert.True(Vector3.Distance(point, panel.ToMicrometres(panel.ToPixels(point))) < 1e-3f);
    }
}
