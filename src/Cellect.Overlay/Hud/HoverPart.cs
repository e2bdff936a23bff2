using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The words beside what the pointer rests on.</summary>
internal static class HoverPart
{
    private const float TextSize = 12;
    private const float Padding = 8;
    private const float Height = 24;

    /// <summary>Where they lie, within the drawing.</summary>
    public static PixelRect Area(HoverText hover, Drawing drawing)
    {
        var size = new Vector2(hover.Text.Length * TextSize * 0.603f + 2 * Padding, Height) * drawing.UiScale;
        var corner = hover.Below ? hover.Anchor - new Vector2(size.X / 2, 0) : hover.Anchor - new Vector2(0, size.Y / 2);
        corner = Vector2.Clamp(corner, Vector2.Zero, Vector2.Max(Vector2.Zero, drawing.Size - size));
        return new PixelRect(corner.X, corner.Y, size.X, size.Y);
    }

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string text)
    {
        canvas.Scale(uiScale);
        size /= uiScale;
        using var font = HudFont.OfSize(TextSize);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, size.X, size.Y, 5, 5, paint);
        paint.Color = HudColours.Text;
        canvas.DrawText(HudFont.Shorten(text, size.X - Padding, font), Padding, 16, font, paint);
    }
}
