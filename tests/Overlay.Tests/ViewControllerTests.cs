using System.Numerics;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Glfw;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Tests;

public class ViewControllerTests
{
    private readonly Timeline _timeline = new(10, 1_000_000_000);
    private readonly ViewController _controller;
    private readonly Surroundings _around;

    public ViewControllerTests()
    {
        _controller = new ViewController(
            _timeline,
            new RegionTool(new RegionStore(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")))),
            new TriggerTool(null, TimeProvider.System),
            new DivisionTool(_timeline, new DivisionReview(null, TimeProvider.System))
        );
        var drawing = new Drawing(1280, 800, 1);
        _around = new Surroundings(
            Layout,
            Snapshots.Empty(),
            ScreenLayout.Of(drawing, new ViewState { SidePanel = false }),
            SideContent.Empty,
            1
        );
    }

    [Fact]
    public void Handle_Wheel_KeepsThePointUnderThePointer()
    {
        // From where the image fills its cell: before that it stays in the middle.
        ZoomIn();
        var pointer = Layout(_controller.View).Main.Area.Centre + new Vector2(60, -40);
        var before = Layout(_controller.View).Main.ToMicrometres(pointer);

        for (var step = 0; step < 10; step++)
            _controller.Handle(new WindowEvent(WindowEventKind.Scrolled, pointer, 1), _around);

        var after = Layout(_controller.View).Main.ToMicrometres(pointer);
        Assert.True(_controller.View.Zoom > 5);
        Assert.True(Vector2.Distance(new(before.X, before.Y), new(after.X, after.Y)) < 0.5f, $"{before} moved to {after}");
    }

    [Fact]
    public void Handle_WheelBack_EndsAtTheWholeVolume()
    {
        _controller.Handle(new WindowEvent(WindowEventKind.Scrolled, new(300, 300), 3), _around);
        _controller.Handle(new WindowEvent(WindowEventKind.Scrolled, new(300, 300), -30), _around);

        Assert.Equal(1, _controller.View.Zoom);
    }

    [Fact]
    public void Handle_DragInXY_MovesTheImageWithThePointer()
    {
        ZoomIn();
        var layout = Layout(_controller.View);
        var from = layout.Main.Area.Centre;
        var grabbed = layout.Main.ToMicrometres(from);

        Drag(from, from + new Vector2(30, 20));

        var under = Layout(_controller.View).Main.ToMicrometres(from + new Vector2(30, 20));
        Assert.True(Vector3.Distance(grabbed, under) < 1e-2f);
    }

    [Fact]
    public void Handle_DragInXZ_MovesXAndZOnly()
    {
        ZoomIn();
        var before = Layout(_controller.View).Main.Centre;
        var from = Layout(_controller.View).Panels[2].Area.Centre;

        Drag(from, from + new Vector2(15, 10));

        var moved = Layout(_controller.View).Main.Centre - before;
        Assert.True(moved.X < 0 && moved.Y == 0 && moved.Z < 0, $"{moved}");
    }

    [Fact]
    public void Handle_MoveWithoutButton_ChangesNothing()
    {
        ZoomIn();
        var before = _controller.View;
        _controller.Handle(new WindowEvent(WindowEventKind.Moved, new(10, 10), 0), _around);

        Assert.Equal(before, _controller.View);
    }

    [Theory]
    [InlineData('?')]
    [InlineData('h')]
    [InlineData('H')]
    public void Handle_HelpKey_ShowsAndHidesTheHelp(char key)
    {
        Type(key);
        Assert.True(_controller.View.Drawer == Drawer.Help);
        Type(key);
        Assert.False(_controller.View.Drawer == Drawer.Help);
    }

    [Fact]
    public void Handle_R_ShowsTheWholeVolumeAgain()
    {
        ZoomIn();
        Type('r');

        Assert.Equal(new ViewState(), _controller.View);
    }

    [Fact]
    public void Handle_EscapeTwiceInARow_AsksForClose()
    {
        Type('S');
        Escape();
        Assert.True(_controller.FilmWanted && !_controller.CloseWanted && _controller.Message.Contains("again"));
        Type('s');
        Escape();
        Assert.False(_controller.CloseWanted);
        Escape();

        Assert.True(_controller.ScreenshotWanted && _controller.CloseWanted);
    }

    [Fact]
    public void Handle_BeforeTheFirstImage_IgnoresTheMouse()
    {
        _controller.Handle(new WindowEvent(WindowEventKind.Scrolled, new(1, 1), 1), null);
        _controller.Handle(new WindowEvent(WindowEventKind.Pressed, new(1, 1), 0), null);
        _controller.Handle(new WindowEvent(WindowEventKind.Moved, new(9, 9), 0), null);

        Assert.Equal(new ViewState(), _controller.View);
    }

    private static ViewLayout Layout(ViewState view) =>
        ViewLayout.Of(new Vector3(200, 100, 40), flat: false, new PixelRect(0, 0, 1280, 718), view, 1);

    private void ZoomIn() =>
        _controller.Handle(new WindowEvent(WindowEventKind.Scrolled, Layout(_controller.View).Main.Area.Centre, 10), _around);

    private void Escape() => _controller.Handle(new WindowEvent(WindowEventKind.Key, default, GlfwNative.KeyEscape), null);

    private void Type(char key) => _controller.Handle(new WindowEvent(WindowEventKind.Typed, default, key), _around);

    private void Drag(Vector2 from, Vector2 to)
    {
        _controller.Handle(new WindowEvent(WindowEventKind.Pressed, from, 0), _around);
        _controller.Handle(new WindowEvent(WindowEventKind.Moved, to, 0), _around);
        _controller.Handle(new WindowEvent(WindowEventKind.Released, to, 0), _around);
    }
}
