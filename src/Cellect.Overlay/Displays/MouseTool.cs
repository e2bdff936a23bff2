using System.Numerics;
using Cellect.Data.Volumes;
using Cellect.Overlay.Glfw;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Clicks and drags: in the image, on the timeline, in the panel at the right.</summary>
internal sealed class MouseTool(Timeline timeline, RegionTool regions)
{
    // A hand that clicks is not quite still.
    private const float ClickPixels = 4;
    private const int Left = 0;

    private Drag _drag;
    private Vector2 _pressed;
    private Vector2 _last;
    private string _panel = "";
    private bool _moved;
    private int _row = -1;

    /// <summary>True while a button is held down.</summary>
    public bool Holds => _drag != Drag.None;

    private enum Drag
    {
        None,
        Pan,
        Turn,
        Scrub,
        Region,
        Slider,
        Click,
    }

    /// <summary>Follows one event of the mouse.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="view">What is looked at.</param>
    /// <param name="around">What the user sees.</param>
    /// <param name="command">What it asks for beside that.</param>
    /// <returns>The view afterwards.</returns>
    public ViewState Handle(WindowEvent happened, ViewState view, Surroundings around, out Command command)
    {
        command = default;
        switch (happened.Kind)
        {
            case WindowEventKind.Pressed:
                Press(happened, view, around, out command);
                return view;
            case WindowEventKind.Moved when _drag == Drag.Slider:
                command = Under(happened.Pointer, view, around, _row, out _);
                return view;
            case WindowEventKind.Moved:
                return Move(happened.Pointer, view, around);
            default:
                return Release(happened, view, around, out command);
        }
    }

    private static Command Under(Vector2 pointer, ViewState view, Surroundings around, int held, out int row) =>
        FormPart.At(around.Screen.Drawer, pointer, new FormContent(around.Form, view.DrawerScroll), around.UiScale, held, out row);

    private void Press(WindowEvent happened, ViewState view, Surroundings around, out Command command)
    {
        command = default;
        (_pressed, _last, _moved, _panel, _row) = (happened.Pointer, happened.Pointer, false, "", -1);
        _drag = Drag.None;
        if (around.Screen.Tools.Contains(happened.Pointer) || around.Screen.Stripe.Contains(happened.Pointer))
        {
            _drag = Drag.Click;
        }
        else if (around.Screen.Drawer.Contains(happened.Pointer))
        {
            var under = Under(happened.Pointer, view, around, held: -1, out _row);
            var drags = FormPart.Drags(new FormContent(around.Form, view.DrawerScroll), _row);
            _drag = drags ? Drag.Slider : Drag.Click;
            command = drags ? under : default;
        }
        else if (around.Screen.Timeline.Contains(happened.Pointer))
        {
            _drag = Drag.Scrub;
            Scrub(happened.Pointer, around);
        }
        else if (around.Screen.Side.Contains(happened.Pointer))
        {
            _drag = Drag.Click;
        }
        else if (around.LayoutOf(view).At(happened.Pointer) is { } panel)
        {
            _panel = panel.Name;
            var extent = around.Snapshot.ExtentMicrometres;
            var left = (int)happened.Value == Left && !happened.Modifiers.HasFlag(KeyModifiers.Shift);
            _drag =
                left && regions.Press(panel, happened.Pointer, extent, regions.Scene(OriginOf(around)), around.UiScale) ? Drag.Region
                : panel.IsSolid && left ? Drag.Turn
                : Drag.Pan;
        }
    }

    private ViewState Move(Vector2 pointer, ViewState view, Surroundings around)
    {
        if (_drag == Drag.None)
            return view;
        _moved |= Vector2.Distance(pointer, _pressed) > ClickPixels * around.UiScale;
        if (!_moved && _drag != Drag.Scrub)
            return view;
        var way = pointer - _last;
        _last = pointer;
        switch (_drag)
        {
            case Drag.Scrub:
                Scrub(pointer, around);
                return view;
            case Drag.Turn:
                return Camera.Turn(view, way, around.UiScale);
            case Drag.Pan when PanelOf(view, around) is { } panel:
                return Camera.Pan(view, panel, way);
            case Drag.Region when PanelOf(view, around) is { } panel:
                regions.Drag(panel, pointer, around.Snapshot.ExtentMicrometres, regions.Scene(OriginOf(around)));
                return view;
            default:
                return view;
        }
    }

    private ViewState Release(WindowEvent happened, ViewState view, Surroundings around, out Command command)
    {
        command = default;
        var (drag, clicked) = (_drag, !_moved && (int)happened.Value == Left);
        _drag = Drag.None;
        if (drag == Drag.Region)
            regions.Release();
        if (!clicked)
            return view;
        return drag switch
        {
            Drag.Click => ClickAside(happened.Pointer, view, around, out command),
            Drag.Pan or Drag.Turn when PanelOf(view, around) is { } panel => ClickImage(happened.Pointer, panel, view, around),
            _ => view,
        };
    }

    private Panel? PanelOf(ViewState view, Surroundings around) => Array.Find(around.LayoutOf(view).Panels, panel => panel.Name == _panel);

    private void Scrub(Vector2 pointer, Surroundings around)
    {
        if (timeline.Count > 0)
            timeline.Scrub(TimelineBar.FrameAt(around.Screen.Timeline, pointer.X, timeline.Count, around.UiScale));
    }

    private static ViewState ClickImage(Vector2 pointer, Panel panel, ViewState view, Surroundings around)
    {
        var track = Picking.TrackAt(around.Snapshot, panel, pointer, around.UiScale, around.Sieve(view));
        if (track > 0)
            return Select(track, view, around);
        if (panel.Cut is not { } cut)
            return view with { Selected = 0 };
        var normal = Vector3.Abs(panel.AxisZ);
        return view with { Selected = 0, Cut = panel.ToMicrometres(pointer) * (Vector3.One - normal) + cut * normal };
    }

    private static ViewState ClickAside(Vector2 pointer, ViewState view, Surroundings around, out Command command)
    {
        command = AsideAt(pointer, view, around);
        if (command.Kind != CommandKind.None)
            return view;
        var layout = SideLayout.Of(around.Screen.Side, around.Side.Facts is not null, around.UiScale);
        var track =
            around.Side.Tree is { } tree && layout.Tree.Contains(pointer)
                ? TreePart.TrackAt(layout.Tree, pointer, tree.Tree, around.UiScale)
                : 0;
        return track > 0 ? Select(track, view, around) : view;
    }

    private static Command AsideAt(Vector2 pointer, ViewState view, Surroundings around)
    {
        if (around.Screen.Stripe.Contains(pointer))
            return new Command(CommandKind.Drawer, (int)Drawer.Alerts);
        if (around.Screen.Drawer.Contains(pointer))
            return Under(pointer, view, around, held: -1, out _);
        if (ToolsPart.At(around.Screen.Tools, pointer, around.Tools, around.UiScale) is var tool && tool >= 0)
            return around.Tools.Tools.ElementAt(tool).Command;
        var layout = SideLayout.Of(around.Screen.Side, around.Side.Facts is not null, around.UiScale);
        return EventsPart.At(layout.Events, pointer, around.Side.Events, around.UiScale);
    }

    private static ViewState Select(int track, ViewState view, Surroundings around)
    {
        var at = Array.FindIndex(around.Snapshot.Cells, cell => cell.Track == track);
        return (at >= 0 ? Camera.LookAt(view, around.Snapshot.Cells[at].Position) : view) with { Selected = track };
    }

    // Regions count from the centre of voxel 0, the overlay from the volume's corner.
    internal static Vector3 OriginOf(Surroundings around) => OriginOf(around.Snapshot.VoxelMicrometres);

    internal static Vector3 OriginOf(VoxelSize voxel) => new((float)voxel.X / 2, (float)voxel.Y / 2, (float)voxel.Z / 2);
}
