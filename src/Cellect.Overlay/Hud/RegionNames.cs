using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The names of the regions beside them, in the large panel.</summary>
internal sealed class RegionNames(GlDevice device) : IDisposable
{
    private const int Most = 32;

    // Before scaling, pixels.
    private static readonly Vector2 Size = new(150, 18);

    private readonly List<HudLayer<string>> _layers = [];

    /// <summary>Draws the names; of very many regions the first.</summary>
    public void Draw(LayerPass pass, RegionScene scene, Panel panel, Drawing drawing)
    {
        var size = Size * drawing.UiScale;
        for (var i = 0; i < Math.Min(scene.Regions.Length, Most); i++)
        {
            if (i == _layers.Count)
                _layers.Add(new HudLayer<string>(device, Paint));
            var shape = RegionShape.Of(scene.Regions[i], scene);
            var corner = panel.ToPixels(shape.From);
            if (panel.Area.Contains(corner))
                _layers[i].Draw(pass, new PixelRect(corner.X + 2, corner.Y + 2, size.X, size.Y), scene.Regions[i].Name, drawing);
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
        var text = HudFont.Shorten(name, Size.X - 10, font);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, font.MeasureText(text) + 10, Size.Y, 3, 3, paint);
        paint.Color = HudColours.Paused;
        canvas.DrawText(text, 5, 13, font, paint);
    }
}
