using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Scenes;

/// <summary>
/// Lays out the panels in true proportions: XY large, YZ to its right, XZ below. Where a thick volume would leave little to
/// XY, only one of the sides is shown. The panels hug the volume, and grow into the free space as the user zooms in.
/// </summary>
internal sealed record ViewLayout(Panel[] Panels)
{
    private const float Margin = 12;
    private const float Gap = 6;
    private const float SideShare = 0.3f;
    private const float GainWorthASide = 1.4f;

    /// <summary>The largest panel: XY, or the only one.</summary>
    public Panel XY => Panels[0];

    /// <summary>The panel under a pixel, or null.</summary>
    public Panel? At(Vector2 pixel) => Array.Find(Panels, panel => panel.Area.Contains(pixel));

    /// <summary>Lays out a volume.</summary>
    /// <param name="extent">Extent of the volume (x, y, z), µm, each above 0.</param>
    /// <param name="flat">True for a single slice, which has no sides worth seeing.</param>
    /// <param name="area">The part of the window for the panels.</param>
    /// <param name="view">What the user looks at.</param>
    /// <param name="uiScale">Size of margins, 1 on an ordinary screen.</param>
    public static ViewLayout Of(Vector3 extent, bool flat, PixelRect area, ViewState view, float uiScale)
    {
        if (view.Is3D)
            return Solid(extent, area, view, uiScale);
        var gap = Gap * uiScale;
        var room = Vector2.Max(area.Size - new Vector2(2 * Margin * uiScale + gap), new Vector2(16));
        var sides = flat ? Vector2.Zero : ChooseSides(extent, room);
        var fit = Fit(extent, room, sides);
        var scale = fit * view.Zoom;

        var side = MathF.Round(Math.Min(extent.Z * scale, Math.Max(extent.Z * fit, SideShare * Math.Min(room.X, room.Y))));
        var front = Round(Vector2.Min(new Vector2(extent.X, extent.Y) * scale, room - side * sides));
        var corner = Round(area.Centre - (front + (gap + side) * sides) / 2);
        var middle = Clamp(view.Centre ?? extent / 2, extent, new Vector3(front, side) / (2 * scale));

        var xy = new Panel("XY", new PixelRect(corner.X, corner.Y, front.X, front.Y), Vector3.UnitX, Vector3.UnitY, middle, scale);
        var panels = new List<Panel> { xy };
        if (sides.Y > 0)
            panels.Add(
                new Panel("XZ", xy.Area with { Y = xy.Area.Bottom + gap, Height = side }, Vector3.UnitX, Vector3.UnitZ, middle, scale)
            );
        if (sides.X > 0)
            panels.Add(
                new Panel("YZ", xy.Area with { X = xy.Area.Right + gap, Width = side }, Vector3.UnitZ, Vector3.UnitY, middle, scale)
            );
        if (view.Mode != ViewMode.Slices)
            return new ViewLayout([.. panels]);
        var cut = CutOf(extent, view);
        return new ViewLayout([.. panels.Select(panel => panel with { Cut = cut })]);
    }

    /// <summary>Where the slices of a view cross, µm.</summary>
    public static Vector3 CutOf(Vector3 extent, ViewState view) => Vector3.Clamp(view.Cut ?? extent / 2, Vector3.Zero, extent);

    private static ViewLayout Solid(Vector3 extent, PixelRect area, ViewState view, float uiScale)
    {
        var margin = Margin * uiScale;
        var room = Vector2.Max(area.Size - new Vector2(2 * margin), new Vector2(16));
        // It fits as it is seen at first, and keeps its size while it is turned.
        var (wide, high) = (
            Seen(extent, Vector3.UnitX, ViewState.UsualOrientation),
            Seen(extent, Vector3.UnitY, ViewState.UsualOrientation)
        );
        var scale = Math.Min(room.X / wide, room.Y / high) * view.Zoom;
        var (right, down) = (Vector3.Transform(Vector3.UnitX, view.Orientation), Vector3.Transform(Vector3.UnitY, view.Orientation));
        var panel = new Panel(
            "3D",
            new PixelRect(MathF.Round(area.X + margin), MathF.Round(area.Y + margin), Round(room).X, Round(room).Y),
            right,
            down,
            Vector3.Clamp(view.Centre ?? extent / 2, Vector3.Zero, extent),
            scale
        );
        var reach = Vector3.Dot(Vector3.Abs(panel.AxisZ), extent) / 2;
        var middle = Vector3.Dot(panel.AxisZ, extent / 2);
        return new ViewLayout([panel with { Depths = new Vector2(middle - reach, middle + reach) }]);
    }

    private static float Seen(Vector3 extent, Vector3 axis, Quaternion orientation) =>
        Vector3.Dot(Vector3.Abs(Vector3.Transform(axis, orientation)), extent);

    // 1 in X: YZ to the right; 1 in Y: XZ below.
    private static Vector2 ChooseSides(Vector3 extent, Vector2 room)
    {
        var both = Fit(extent, room, Vector2.One);
        var (right, below) = (Fit(extent, room, Vector2.UnitX), Fit(extent, room, Vector2.UnitY));
        if (Math.Max(right, below) < GainWorthASide * both)
            return Vector2.One;
        return right >= below ? Vector2.UnitX : Vector2.UnitY;
    }

    private static float Fit(Vector3 extent, Vector2 room, Vector2 sides) =>
        Math.Min(room.X / (extent.X + sides.X * extent.Z), room.Y / (extent.Y + sides.Y * extent.Z));

    // What fits is centred; of what does not, no panel shows the outside.
    private static Vector3 Clamp(Vector3 centre, Vector3 extent, Vector3 half) =>
        Vector3.Min(Vector3.Max(centre, Vector3.Min(half, extent / 2)), Vector3.Max(extent - half, extent / 2));

    private static Vector2 Round(Vector2 value) => new(MathF.Round(value.X), MathF.Round(value.Y));
}
