using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Scenes;

/// <summary>
/// Lays out the panels, each in true proportions and as large as its cell allows. A panel hugs the volume, and grows into the free space
/// of its cell as the user zooms in.
/// </summary>
internal sealed record ViewLayout(Panel[] Panels)
{
    private const float Margin = 10;
    private const float Gap = 6;

    /// <summary>The panel that counts: XY, or in the 3D modes the volume; the first, or the only one.</summary>
    public Panel Main => Panels[0];

    /// <summary>True when a panel shows the volume from any side.</summary>
    public bool HasSolid => Array.Exists(Panels, panel => panel.IsSolid);

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
        var margin = MathF.Round(Margin * uiScale);
        var room = Vector2.Max(area.Size - new Vector2(2 * margin), new Vector2(48));
        var inner = new PixelRect(MathF.Round(area.X + margin), MathF.Round(area.Y + margin), MathF.Floor(room.X), MathF.Floor(room.Y));
        var (names, cells) = Divide(extent, flat ? PanelLayout.One : view.Layout, view.Is3D, inner, MathF.Round(Gap * uiScale));
        var cut = CutOf(extent, view);
        var panels = names.Zip(cells, (name, cell) => name == Panel.Solid ? Solid(extent, cell, view) : Plane(name, extent, cell, view));
        return new ViewLayout([
            .. view.Mode == ViewMode.Slices ? panels.Select(panel => panel.IsSolid ? panel : panel with { Cut = cut }) : panels,
        ]);
    }

    /// <summary>Where the slices of a view cross, µm.</summary>
    public static Vector3 CutOf(Vector3 extent, ViewState view) => Vector3.Clamp(view.Cut ?? extent / 2, Vector3.Zero, extent);

    private static (string[] Names, PixelRect[] Cells) Divide(Vector3 extent, PanelLayout layout, bool solid, PixelRect area, float gap)
    {
        Vector2 xy = new(extent.X, extent.Y),
            xz = new(extent.X, extent.Z),
            yz = new(extent.Z, extent.Y);
        return layout switch
        {
            PanelLayout.Four => (["XY", "YZ", "XZ", Panel.Solid], PanelCells.Four(area, xz, gap)),
            PanelLayout.Large when solid => ([Panel.Solid, "XY", "XZ"], PanelCells.Large(area, Vector2.One, xy, xz, gap)),
            PanelLayout.Large => (["XY", "YZ", "XZ"], PanelCells.Large(area, xy, yz, xz, gap)),
            _ => ([solid ? Panel.Solid : "XY"], [area]),
        };
    }

    private static Panel Plane(string name, Vector3 extent, PixelRect cell, ViewState view)
    {
        var (right, down) = name switch
        {
            "XZ" => (Vector3.UnitX, Vector3.UnitZ),
            "YZ" => (Vector3.UnitZ, Vector3.UnitY),
            _ => (Vector3.UnitX, Vector3.UnitY),
        };
        var size = new Vector2(Vector3.Dot(right, extent), Vector3.Dot(down, extent));
        var scale = Math.Min(cell.Width / size.X, cell.Height / size.Y) * view.Zoom;
        var shown = Vector2.Min(size * scale, cell.Size);
        shown = new Vector2(MathF.Round(shown.X), MathF.Round(shown.Y));
        var corner = new Vector2(MathF.Round(cell.Centre.X - shown.X / 2), MathF.Round(cell.Centre.Y - shown.Y / 2));
        var half = (right * shown.X + down * shown.Y) / (2 * scale);
        var middle = Clamp(view.Centre ?? extent / 2, extent, half);
        return new Panel(name, new PixelRect(corner.X, corner.Y, shown.X, shown.Y), right, down, middle, scale);
    }

    private static Panel Solid(Vector3 extent, PixelRect cell, ViewState view)
    {
        // The whole box is in view, however it is turned.
        var scale = Math.Min(cell.Width, cell.Height) / extent.Length() * view.Zoom;
        var (right, down) = (Vector3.Transform(Vector3.UnitX, view.Orientation), Vector3.Transform(Vector3.UnitY, view.Orientation));
        var panel = new Panel(Panel.Solid, cell, right, down, Vector3.Clamp(view.Centre ?? extent / 2, Vector3.Zero, extent), scale);
        var reach = Vector3.Dot(Vector3.Abs(panel.AxisZ), extent) / 2;
        var middle = Vector3.Dot(panel.AxisZ, extent / 2);
        return panel with { Depths = new Vector2(middle - reach, middle + reach) };
    }

    // What fits is centred; of what does not, no panel shows the outside.
    private static Vector3 Clamp(Vector3 centre, Vector3 extent, Vector3 half) =>
        Vector3.Min(Vector3.Max(centre, Vector3.Min(half, extent / 2)), Vector3.Max(extent - half, extent / 2));
}
