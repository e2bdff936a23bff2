using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The time of the image, in the upper right corner of the panel that counts.</summary>
internal static class ClockPart
{
    private const float TextSize = 12;

    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 SizeOf(string text) => new(text.Length * TextSize * 0.603f + 14, 20);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string text)
    {
        canvas.Scale(uiScale);
        size /= uiScale;
        using var font = HudFont.OfSize(TextSize);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, size.X, size.Y, 4, 4, paint);
        paint.Color = HudColours.Text;
        canvas.DrawText(text, 7, 14, font, paint);
    }
}
