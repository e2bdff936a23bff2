using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The names that people gave to cells, below them, in the large panel.</summary>
internal sealed class CellNames(GlDevice device) : IDisposable
{
    private const int Most = 64;
    private const float Gap = 2;

    // Before scaling, pixels.
    private static readonly Vector2 Size = new(150, 17);

    private readonly List<HudLayer<string>> _layers = [];

    /// <summary>Draws the names of the cells that are drawn; of very many the first.</summary>
    public void Draw(LayerPass pass, Scene scene, Panel panel)
    {
        if (scene is not { Snapshot: { } snapshot, View.Marks: true, Names.Count: > 0 })
            return;
        var (drawing, used) = (scene.Drawing, 0);
        var (size, sieve) = (Size * drawing.UiScale, CellSieve.Of(snapshot, scene.View, scene.Regions));
        foreach (var cell in snapshot.Cells)
        {
            if (
                !scene.Names.TryGetValue(cell.Track, out var name)
                || !sieve.Passes(cell)
                || panel.DistanceFromCut(cell.Position) > cell.Radius
            )
                continue;
            var corner = panel.ToPixels(cell.Position) + new Vector2(0, cell.Radius * panel.Scale + Gap * drawing.UiScale);
            if (used == Most || !panel.Area.Contains(corner))
                continue;
            if (used == _layers.Count)
                _layers.Add(new HudLayer<string>(device, Paint));
            _layers[used++].Draw(pass, new PixelRect(corner.X, corner.Y, size.X, size.Y), name, drawing);
        }
    }

    public void Dispose()
    {
        foreach (var layer in _layers)
            layer.Dispose();
    }

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    private static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string name)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(12);
        var text = HudFont.Shorten(name, Size.X - 8, font);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, font.MeasureText(text) + 8, Size.Y, 3, 3, paint);
        paint.Color = HudColours.Text;
        canvas.DrawText(text, 4, 12.5f, font, paint);
    }
}
