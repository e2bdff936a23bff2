using System.Numerics;
using Cellect.Data.Regions;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Glfw;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

/// <summary>Clicks, drags and keys as the window hands them on.</summary>
public sealed class InteractionTests : IDisposable
{
    private static readonly Drawing Drawing = new(1280, 800, 1);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"cellect-regions-{Guid.NewGuid():N}.json");
    private readonly FakeTimeProvider _time = new();
    private readonly Timeline _timeline = new(10, 1_000_000_000);
    private readonly RegionStore _store;
    private readonly ViewController _controller;
    private readonly OverlaySnapshot _snapshot = Snapshots.Empty(0, Snapshots.Cell(7, 60, 50, 20), Snapshots.Cell(8, 140, 50, 30));

    public InteractionTests()
    {
        _store = new RegionStore(_file);
        _controller = new ViewController(
            _timeline,
            new RegionTool(_store),
            new TriggerTool(null, _time),
            new DivisionTool(_timeline, new DivisionReview(null, _time))
        );
        _timeline.Add(_snapshot);
    }

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Click_OnACell_SelectsItAndCentresTheView()
    {
        Click(Layout.Main.ToPixels(new Vector3(61, 51, 0)));

        Assert.Equal(7, _controller.View.Selected);
        Assert.Equal(new Vector3(60, 50, 20), _controller.View.Centre);
    }

    [Fact]
    public void Click_BesideTheCells_LetsGo()
    {
        Click(Layout.Main.ToPixels(new Vector3(60, 50, 0)));
        Click(Layout.Main.ToPixels(new Vector3(5, 95, 0)));

        Assert.Equal(0, _controller.View.Selected);
    }

    [Fact]
    public void Click_CellBehindTheSlice_IsNotHit()
    {
        Type('2');
        _controller.Begin(_controller.View with { Cut = new Vector3(100, 50, 5) });
        Click(Layout.Main.ToPixels(new Vector3(60, 50, 0)));

        Assert.Equal(0, _controller.View.Selected);
        Assert.Equal(60, _controller.View.Cut!.Value.X, tolerance: 0.1f);
    }

    [Fact]
    public void Drag_In3D_TurnsTheVolumeAndWhatIsInFrontFollows()
    {
        Type('3');
        var panel = Layout.Main;
        var front = _snapshot.ExtentMicrometres / 2 - 20 * panel.AxisZ;
        var before = panel.ToPixels(front);
        Drag(panel.Area.Centre, panel.Area.Centre + new Vector2(60, 25));

        var way = Layout.Main.ToPixels(front) - before;
        Assert.True(way.X > 5 && way.Y > 2, $"moved by {way}");
        Assert.Equal(1, _controller.View.Orientation.Length(), tolerance: 1e-5f);
    }

    [Fact]
    public void Drag_OnTheTimeline_Scrubs()
    {
        for (var t = 1; t < 10; t++)
            _timeline.Add(Snapshots.Empty(t));
        var bar = ScreenLayout.Of(Drawing, new ViewState()).Timeline;
        Drag(new Vector2(14, bar.Centre.Y), new Vector2(15, bar.Centre.Y));

        Assert.Equal((0, false), (_timeline.Shown!.T, _timeline.Live));
        _controller.Handle(new WindowEvent(WindowEventKind.Key, default, GlfwNative.KeyEnd), Around);
        Assert.Equal((9, true), (_timeline.Shown!.T, _timeline.Live));
    }

    [Fact]
    public void Brackets_InSlices_StepByOnePlane()
    {
        Type('2');
        Type(']');
        var first = _controller.View.Cut!.Value.Z;
        Type(']');
        Assert.Equal(2, _controller.View.Cut!.Value.Z - first, tolerance: 1e-4f);
        for (var i = 0; i < 50; i++)
            Type('[');

        Assert.Equal(1, _controller.View.Cut!.Value.Z, tolerance: 1e-4f);
    }

    [Fact]
    public void Click_OnAnEvent_ShowsItsDaughter()
    {
        var division = new DivisionEntry(0, 1, 8, 9, new Vector3(10, 10, 10), 0.9f);
        var side = SideContent.Empty with { Events = new EventsContent([division], 0) };
        var events = SideLayout.Of(ScreenLayout.Of(Drawing, new ViewState()).Side, selected: false, 1).Events;
        Click(new Vector2(events.X + 50, events.Y + 26 + 10), side);

        Assert.Equal(8, _controller.View.Selected);
        Assert.Equal(new Vector3(140, 50, 30), _controller.View.Centre);
    }

    [Fact]
    public void Drag_AfterB_SavesABoxInMicrometresOfTheVolumesFrame()
    {
        Type('b');
        Drag(Layout.Main.ToPixels(new Vector3(20, 30, 0)), Layout.Main.ToPixels(new Vector3(70, 80, 0)));

        var box = Assert.IsType<BoxRegion>(Assert.Single(RegionFile.Read(_file)));
        // The regions' frame begins in the middle of voxel 0: half a voxel of 2 x 1 x 1 µm inside.
        Assert.Equal(19.5, box.From.X, tolerance: 0.2);
        Assert.Equal(79.5, box.To.Y, tolerance: 0.2);
        Assert.Equal((-1, 39), (box.From.Z, box.To.Z));
    }

    [Fact]
    public void Click_AfterB_DrawsNoRegion()
    {
        Type('b');
        Click(Layout.Main.ToPixels(new Vector3(20, 30, 0)));

        Assert.Empty(_store.Regions);
        Assert.False(File.Exists(_file));
    }

    [Fact]
    public void Delete_WhileARegionIsDragged_LeavesNothingToDrag()
    {
        var from = Layout.Main.ToPixels(new Vector3(20, 30, 0));
        Type('b');
        _controller.Handle(new WindowEvent(WindowEventKind.Pressed, from, 0), Around);
        _controller.Handle(new WindowEvent(WindowEventKind.Moved, from + new Vector2(80, 60), 0), Around);
        _controller.Handle(new WindowEvent(WindowEventKind.Key, default, GlfwNative.KeyDelete), Around);
        _controller.Handle(new WindowEvent(WindowEventKind.Moved, from + new Vector2(90, 60), 0), Around);
        _controller.Handle(new WindowEvent(WindowEventKind.Released, from, 0), Around);

        Assert.Empty(_store.Regions);
    }

    [Fact]
    public void Drag_ARegionsFaceAndItsEdge_StretchesAndMovesIt()
    {
        Type('b');
        Drag(Layout.Main.ToPixels(new Vector3(20, 30, 0)), Layout.Main.ToPixels(new Vector3(70, 80, 0)));
        Drag(Layout.Main.ToPixels(new Vector3(70, 55, 0)), Layout.Main.ToPixels(new Vector3(90, 55, 0)));
        var stretched = (BoxRegion)RegionFile.Read(_file)[0];
        Assert.Equal(89.5, stretched.To.X, tolerance: 0.3);
        Drag(Layout.Main.ToPixels(new Vector3(40, 30, 0)), Layout.Main.ToPixels(new Vector3(50, 20, 0)));

        var moved = (BoxRegion)RegionFile.Read(_file)[0];
        Assert.Equal(stretched.From.X + 10, moved.From.X, tolerance: 0.3);
        Assert.Equal(stretched.To.Y - 10, moved.To.Y, tolerance: 0.3);
        _controller.Handle(new WindowEvent(WindowEventKind.Key, default, GlfwNative.KeyDelete), Around);
        Assert.Empty(RegionFile.Read(_file));
    }

    [Fact]
    public void Drag_AfterY_SavesACylinder()
    {
        Type('y');
        Drag(Layout.Main.ToPixels(new Vector3(100, 50, 0)), Layout.Main.ToPixels(new Vector3(120, 50, 0)));

        var cylinder = Assert.IsType<CylinderRegion>(Assert.Single(RegionFile.Read(_file)));
        Assert.Equal(20, cylinder.Radius, tolerance: 0.2);
        Assert.Equal((99.5, 40), (Math.Round(cylinder.Centre.X, 1), cylinder.Height));
    }

    [Fact]
    public void Region_RenamedRemovedAndTakenBack_IsThereAgain()
    {
        Type('b');
        Drag(Layout.Main.ToPixels(new Vector3(20, 30, 0)), Layout.Main.ToPixels(new Vector3(70, 80, 0)));
        Key(GlfwNative.KeyEnter);
        // Letters are part of the name, not keys: no cylinder, no filters.
        foreach (var letter in "my tips")
            Type(letter);
        Key(GlfwNative.KeyBackspace);
        Key(GlfwNative.KeyEnter);
        Assert.Equal("my tip", Assert.Single(RegionFile.Read(_file)).Name);
        Assert.Equal(Drawer.None, _controller.View.Drawer);

        Key(GlfwNative.KeyDelete);
        Assert.Empty(RegionFile.Read(_file));
        Undo();
        Assert.Equal("my tip", Assert.Single(RegionFile.Read(_file)).Name);
        Undo();
        Assert.Equal("box 1", Assert.Single(RegionFile.Read(_file)).Name);
        Undo();
        Assert.Empty(RegionFile.Read(_file));
        Undo();
    }

    [Fact]
    public void Hover_OverACellAndATool_SaysWhatItIs()
    {
        var around = Around;
        Move(Layout.Main.ToPixels(new Vector3(60, 50, 0)), around);
        Assert.Contains("track 7", _controller.Hover!.Value.Text);
        Move(Layout.Main.ToPixels(new Vector3(5, 95, 0)), around);
        Assert.Null(_controller.Hover);

        _controller.Begin(_controller.View with { Tools = true });
        Move(new Vector2(20, 15), Around);
        Assert.Contains("[1]", _controller.Hover!.Value.Text);
        Assert.Equal(0, _controller.HoveredTool);
    }

    [Fact]
    public void Click_OnATool_DoesWhatItsKeyDoes()
    {
        _controller.Begin(_controller.View with { Tools = true });
        var tools = Around.Tools.Tools.ToList();
        var layout = tools.FindIndex(tool => tool.Key == "V");
        Click(new Vector2(ToolsPart.MiddleOf(Around.Screen.Tools, layout, Around.Tools, 1), 15));

        Assert.Equal(PanelLayout.Four, _controller.View.Layout);
        // What a tool says of its key is true.
        foreach (var tool in tools.Where(tool => tool.Key.Length == 1))
            Assert.Equal(tool.Command, Keys.Of(char.ToLowerInvariant(tool.Key[0])));
    }

    [Fact]
    public void Regions_FileThatCannotBeRead_IsNeverWrittenOver()
    {
        File.WriteAllText(_file, "{ half a fi");
        var store = new RegionStore(_file);
        store.Add(new RegionShape(Vector3.Zero, Vector3.One * 5, false), "box", RegionScene.None);

        Assert.NotNull(store.Problem);
        Assert.StartsWith("not saved", store.Save());
        Assert.Equal("{ half a fi", File.ReadAllText(_file));
    }

    [Fact]
    public void Keys_ChannelContrastAndColour_ChangeTheView()
    {
        Type('c');
        Type('l');
        Type('m');
        Type('p');
        var view = _controller.View;

        Assert.Equal((ColourBy.Lineage, true, false, false), (view.Colour, view.Labels, view.Marks, view.SidePanel));
    }

    private ViewLayout Layout => Around.LayoutOf(_controller.View);

    private Surroundings Around => Surroundings.Of(_snapshot, Drawing, _controller.View, alarm: false, SideContent.Empty);

    private void Undo() => _controller.Handle(new WindowEvent(WindowEventKind.Key, default, GlfwNative.KeyZ, KeyModifiers.Control), Around);

    private void Key(int key) => _controller.Handle(new WindowEvent(WindowEventKind.Key, default, key), Around);

    private void Move(Vector2 to, Surroundings around) => _controller.Handle(new WindowEvent(WindowEventKind.Moved, to, 0), around);

    private void Type(char key) => _controller.Handle(new WindowEvent(WindowEventKind.Typed, default, key), Around);

    private void Click(Vector2 at, SideContent? side = null)
    {
        var around = Around with { Side = side ?? SideContent.Empty };
        _controller.Handle(new WindowEvent(WindowEventKind.Pressed, at, 0), around);
        _controller.Handle(new WindowEvent(WindowEventKind.Released, at, 0), around);
    }

    private void Drag(Vector2 from, Vector2 to)
    {
        _controller.Handle(new WindowEvent(WindowEventKind.Pressed, from, 0), Around);
        _controller.Handle(new WindowEvent(WindowEventKind.Moved, (from + to) / 2, 0), Around);
        _controller.Handle(new WindowEvent(WindowEventKind.Moved, to, 0), Around);
        _controller.Handle(new WindowEvent(WindowEventKind.Released, to, 0), Around);
    }
}
