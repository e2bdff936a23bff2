using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The name of a region beside it.</summary>
internal static class RegionName
{
    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 Size { get; } = new(150, 18);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string name)
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
