using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>A line in the middle of an empty window.</summary>
internal static class Notice
{
    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 Size { get; } = new(420, 40);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string text)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(18);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Faint };
        canvas.DrawText(text, Size.X / 2, 26, SKTextAlign.Center, font, paint);
    }
}
