using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The names of the axes at their ends, in 3D.</summary>
internal sealed class AxisNames(GlDevice device) : IDisposable
{
    private static readonly (string Name, Vector3 Axis)[] Axes = [("x", Vector3.UnitX), ("y", Vector3.UnitY), ("z", Vector3.UnitZ)];

    // Before scaling, pixels.
    private static readonly Vector2 Size = new(14, 16);

    private readonly HudLayer<string>[] _layers = [new(device, Paint), new(device, Paint), new(device, Paint)];

    /// <summary>Draws them beside the edges that begin at the volume's corner.</summary>
    public void Draw(LayerPass pass, Panel panel, Vector3 extent, Drawing drawing)
    {
        var size = Size * drawing.UiScale;
        for (var i = 0; i < Axes.Length; i++)
        {
            var (from, to) = (panel.ToPixels(Vector3.Zero), panel.ToPixels(Axes[i].Axis * extent));
            var way = Vector2.Distance(from, to) > 1 ? Vector2.Normalize(to - from) : Vector2.Zero;
            var corner = to + way * size.X * 0.8f - size / 2;
            if (panel.Area.Contains(corner) && panel.Area.Contains(corner + size))
                _layers[i].Draw(pass, new PixelRect(corner.X, corner.Y, size.X, size.Y), Axes[i].Name, drawing);
        }
    }

    public void Dispose()
    {
        foreach (var layer in _layers)
            layer.Dispose();
    }

    private static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string name)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(13);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Axis(name) };
        canvas.DrawText(name, Size.X / 2, 12, SKTextAlign.Center, font, paint);
    }
}
