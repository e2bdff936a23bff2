using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>A few words in the middle of an empty window.</summary>
internal static class Notice
{
    private const float TextSize = 18;
    private const float LineHeight = 26;

    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 Size { get; } = new(600, 110);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string text)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(TextSize);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Faint };
        var lines = HudFont.Wrap(text, Size.X, TextSize);
        var top = Size.Y / 2 + 6 - (lines.Count - 1) * LineHeight / 2;
        for (var i = 0; i < lines.Count; i++)
            canvas.DrawText(lines[i], Size.X / 2, top + i * LineHeight, SKTextAlign.Center, font, paint);
    }
}
