using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
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
        Gen.Enum<PanelLayout>(),
        (x, y, z, zoom, centre, layout) =>
            (
                new Vector3(x, y, z),
                new ViewState
                {
                    Zoom = zoom,
                    Centre = new Vector3(centre),
                    Layout = layout,
                }
            )
    );

    [Fact]
    public void Of_AnyVolumeAndView_PanelsLieInTheAreaAndDoNotOverlap() =>
        Views.Sample(view =>
        {
            var panels = ViewLayout.Of(view.Extent, flat: false, Area, view.View, 1).Panels;
            Assert.Equal(
                view.View.Layout switch
                {
                    PanelLayout.Four => 4,
                    PanelLayout.Large => 3,
                    _ => 1,
                },
                panels.Length
            );
            for (var i = 0; i < panels.Length; i++)
            {
                var area = panels[i].Area;
                Assert.True(area is { X: >= 0, Y: >= 0 } && area.Right <= Area.Right && area.Bottom <= Area.Bottom, $"{panels[i]}");
                for (var j = 0; j < i; j++)
                    Assert.False(Overlap(area, panels[j].Area), $"{panels[i]} {panels[j]}");
            }
        });

    [Fact]
    public void Of_AnyVolumeAndView_PlanesShowNothingOutsideTheVolume() =>
        Views.Sample(view =>
        {
            foreach (var panel in ViewLayout.Of(view.Extent, flat: false, Area, view.View, 1).Panels.Where(panel => !panel.IsSolid))
            {
                var (corner, size) = (panel.Origin, panel.Scale * panel.Flatten(view.Extent));
                // One pixel for rounding the panels to whole pixels.
                Assert.True(corner.X <= panel.Area.X + 1 && corner.Y <= panel.Area.Y + 1, $"{panel}");
                Assert.True(corner.X + size.X >= panel.Area.Right - 1 && corner.Y + size.Y >= panel.Area.Bottom - 1, $"{panel}");
            }
        });

    [Fact]
    public void Of_AnyOrientation_TheWholeBoxIsInView() =>
        Views.Sample(view =>
        {
            var turn = Quaternion.CreateFromYawPitchRoll(view.View.Zoom, view.Extent.X, view.Extent.Y);
            var look = new ViewState
            {
                Mode = ViewMode.Alpha3D,
                Layout = view.View.Layout,
                Orientation = turn,
            };
            var solid = ViewLayout.Of(view.Extent, flat: false, Area, look, 1).Panels.Single(panel => panel.IsSolid);
            for (var corner = 0; corner < 8; corner++)
            {
                var pixel = solid.ToPixels(new Vector3(corner & 1, corner >> 1 & 1, corner >> 2 & 1) * view.Extent);
                Assert.True(
                    pixel.X >= solid.Area.X - 1
                        && pixel.X <= solid.Area.Right + 1
                        && pixel.Y >= solid.Area.Y - 1
                        && pixel.Y <= solid.Area.Bottom + 1,
                    $"{pixel} {solid.Area}"
                );
            }
        });

    [Theory]
    [InlineData(200, 200, 40)]
    [InlineData(230, 150, 48)]
    [InlineData(61, 41, 59)]
    public void Of_LargeView_UsesMostOfTheArea(float x, float y, float z)
    {
        var layout = ViewLayout.Of(new Vector3(x, y, z), flat: false, new PixelRect(0, 0, 944, 650), new ViewState(), 1);

        Assert.True(layout.Main.Area.Width * layout.Main.Area.Height > 0.45f * 944 * 650, $"{layout.Main.Area}");
    }

    [Fact]
    public void Of_SingleSlice_HasOnePanel() =>
        Assert.Equal("XY", Assert.Single(ViewLayout.Of(new Vector3(200, 100, 8), flat: true, Area, new ViewState(), 1).Panels).Name);

    [Fact]
    public void ToMicrometres_OfToPixels_IsTheSamePoint()
    {
        var panel = ViewLayout.Of(new Vector3(200, 100, 40), flat: false, Area, new ViewState { Zoom = 3 }, 1).Main;
        var point = panel.Centre + new Vector3(5, -3, 0);

        Assert.True(Vector3.Distance(point, panel.ToMicrometres(panel.ToPixels(point))) < 1e-3f);
    }

    private static bool Overlap(PixelRect a, PixelRect b) => a.X < b.Right && b.X < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;
}
