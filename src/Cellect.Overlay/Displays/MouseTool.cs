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
    private const float EventZoom = 2;
    private const int Left = 0;

    private Drag _drag;
    private Vector2 _pressed;
    private Vector2 _last;
    private string _panel = "";
    private bool _moved;

    private enum Drag
    {
        None,
        Pan,
        Turn,
        Scrub,
        Region,
        Click,
    }

    /// <summary>Follows one event of the mouse.</summary>
    /// <returns>The view afterwards.</returns>
    public ViewState Handle(WindowEvent happened, ViewState view, Surroundings around)
    {
        switch (happened.Kind)
        {
            case WindowEventKind.Pressed:
                Press(happened, view, around);
                return view;
            case WindowEventKind.Moved:
                return Move(happened.Pointer, view, around);
            default:
                return Release(happened, view, around);
        }
    }

    private void Press(WindowEvent happened, ViewState view, Surroundings around)
    {
        (_pressed, _last, _moved, _panel) = (happened.Pointer, happened.Pointer, false, "");
        _drag = Drag.None;
        if (around.Screen.Timeline.Contains(happened.Pointer))
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
                : view.Is3D && left ? Drag.Turn
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

    private ViewState Release(WindowEvent happened, ViewState view, Surroundings around)
    {
        var (drag, clicked) = (_drag, !_moved && (int)happened.Value == Left);
        _drag = Drag.None;
        if (drag == Drag.Region)
            regions.Release();
        if (!clicked)
            return view;
        return drag switch
        {
            Drag.Click => ClickAside(happened.Pointer, view, around),
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
        var track = Picking.TrackAt(around.Snapshot, panel, pointer, around.UiScale);
        if (track > 0)
            return Select(track, view, around);
        if (panel.Cut is not { } cut)
            return view with { Selected = 0 };
        var normal = Vector3.Abs(panel.AxisZ);
        return view with { Selected = 0, Cut = panel.ToMicrometres(pointer) * (Vector3.One - normal) + cut * normal };
    }

    private static ViewState ClickAside(Vector2 pointer, ViewState view, Surroundings around)
    {
        var layout = SideLayout.Of(around.Screen.Side, around.Side.Facts is not null, around.UiScale);
        var line = EventsPart.LineAt(layout.Events, pointer, around.Side.Events.Events.Length, around.UiScale);
        if (line >= 0)
        {
            var happened = around.Side.Events.Events[line];
            var at = Array.FindIndex(around.Snapshot.Cells, cell => cell.Track == happened.FirstDaughter);
            var place = at >= 0 ? around.Snapshot.Cells[at].Position : happened.Place;
            return Camera.LookAt(view, place) with { Selected = happened.FirstDaughter, Zoom = MathF.Max(view.Zoom, EventZoom) };
        }

        var track =
            around.Side.Tree is { } tree && layout.Tree.Contains(pointer)
                ? TreePart.TrackAt(layout.Tree, pointer, tree.Tree, around.UiScale)
                : 0;
        return track > 0 ? Select(track, view, around) : view;
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
