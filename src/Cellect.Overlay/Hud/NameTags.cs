using System.Numerics;
using Cellect.Overlay.Graphics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Names that people gave, on the image.</summary>
/// <param name="device">Where they are drawn.</param>
/// <param name="colour">Colour of the words.</param>
internal sealed class NameTags(GlDevice device, SKColor colour) : IDisposable
{
    private const int Most = 64;
    private const float Edge = 4;

    // Before scaling, pixels.
    private static readonly Vector2 Size = new(150, 17);

    private readonly List<HudLayer<string>> _layers = [];

    /// <summary>Draws those that begin in a part of the screen; of very many the first.</summary>
    /// <param name="pass">Draws.</param>
    /// <param name="tags">Names and their upper left corners, pixels.</param>
    /// <param name="area">The part of the screen.</param>
    /// <param name="drawing">Into what.</param>
    public void Draw(LayerPass pass, IEnumerable<(string Name, Vector2 Corner)> tags, PixelRect area, Drawing drawing)
    {
        var (size, used) = (Size * drawing.UiScale, 0);
        foreach (var (name, corner) in tags.Where(tag => area.Contains(tag.Corner)).Take(Most))
        {
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
    private void Paint(SKCanvas canvas, Vector2 size, float uiScale, string name)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(12);
        var text = HudFont.Shorten(name, Size.X - 2 * Edge, font);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, font.MeasureText(text) + 2 * Edge, Size.Y, 3, 3, paint);
        paint.Color = colour;
        canvas.DrawText(text, Edge, 12.5f, font, paint);
    }
}
