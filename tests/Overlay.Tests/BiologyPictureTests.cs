using Cellect.Overlay.Displays;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using SkiaSharp;
using static Cellect.Overlay.Tests.GoldenScene;

namespace Cellect.Overlay.Tests;

public class BiologyPictureTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Draw_Page_LooksAsApproved(int page)
    {
        var shown = Series(10);
        // Three divisions at other times than the synthetic ones.
        shown.Book.Join(
            [],
            [
                new DivisionEntry(2, 900, 901, 902, new(10, 10, 10), 1),
                new DivisionEntry(5, 910, 911, 912, new(60, 40, 20), 1),
                new DivisionEntry(9, 920, 921, 922, new(100, 20, 40), 1),
            ]
        );
        var view = new ViewState
        {
            Drawer = Drawer.Biology,
            BiologyPage = page,
            Selected = 3,
            Tools = true,
        };
        Check(
            $"drawer-biology-{BiologyForm.Pages[page]}",
            shown,
            view,
            width: 1280,
            height: 800,
            form: BiologyForm.Of(view, shown.Snapshot, shown.Book, BiologyDrawerTests.Told(60)),
            seen: LeftOf
        );
    }

    private static SKBitmap LeftOf(SKBitmap picture)
    {
        var left = new SKBitmap(300, picture.Height, picture.ColorType, picture.AlphaType);
        using var canvas = new SKCanvas(left);
        canvas.DrawBitmap(picture, 0, 0);
        return left;
    }
}
