using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>One line over the image: what has just been done, or must be confirmed.</summary>
internal static class MessageBar
{
    private const float CharacterWidth = 8.5f;

    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 SizeOf(string text) => new(text.Length * CharacterWidth + 28, 32);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string text)
    {
        canvas.Scale(uiScale);
        size /= uiScale;
        using var font = HudFont.OfSize(14);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, size.X, size.Y, 6, 6, paint);
        paint.Color = HudColours.Paused;
        canvas.DrawText(text, size.X / 2, 21, SKTextAlign.Center, font, paint);
    }
}
