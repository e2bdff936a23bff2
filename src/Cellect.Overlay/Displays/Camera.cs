using System.Numerics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Moves, turns and magnifies the view.</summary>
internal static class Camera
{
    private const float ZoomPerStep = 1.2f;
    private const float RadiansPerPixel = 0.008f;

    /// <summary>The image follows the pointer.</summary>
    public static ViewState Pan(ViewState view, Panel panel, Vector2 way) => view with { Centre = panel.Centre - panel.Move(way) };

    /// <summary>What is in front follows the pointer.</summary>
    public static ViewState Turn(ViewState view, Vector2 way, float uiScale)
    {
        var angles = way * RadiansPerPixel / uiScale;
        var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, angles.X) * Quaternion.CreateFromAxisAngle(Vector3.UnitX, -angles.Y);
        return view with { Orientation = Quaternion.Normalize(view.Orientation * turn) };
    }

    /// <summary>Magnifies. The panels may grow or move with it: the point under the pointer is put back under it in the new
    /// layout.</summary>
    public static ViewState Zoom(ViewState view, Vector2 pointer, float steps, Func<ViewState, ViewLayout> layoutOf)
    {
        var before = layoutOf(view).At(pointer);
        var zoomed = view with { Zoom = Math.Clamp(view.Zoom * MathF.Pow(ZoomPerStep, steps), 1, ViewState.MaxZoom) };
        if (before is not null && Array.Find(layoutOf(zoomed).Panels, panel => panel.Name == before.Name) is { } after)
            zoomed = zoomed with { Centre = before.ToMicrometres(pointer) - after.Move(pointer - after.Area.Centre) };
        return zoomed;
    }

    /// <summary>Moves the slices by so many planes.</summary>
    public static ViewState Slice(ViewState view, Vector3 extent, float planeMicrometres, int planes)
    {
        var cut = ViewLayout.CutOf(extent, view);
        // To the middle of a plane: between two, both would be mixed.
        var plane = MathF.Floor(cut.Z / planeMicrometres) + planes;
        var last = MathF.Max(0, MathF.Round(extent.Z / planeMicrometres) - 1);
        return view with { Cut = cut with { Z = (Math.Clamp(plane, 0, last) + 0.5f) * planeMicrometres } };
    }

    /// <summary>Puts a place in the middle, and the slices through it.</summary>
    public static ViewState LookAt(ViewState view, Vector3 place) => view with { Centre = place, Cut = place };
}
