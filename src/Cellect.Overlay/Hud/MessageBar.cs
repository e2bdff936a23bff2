using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>What has just been done, or must be confirmed, over the image: in one line where that fits.</summary>
internal static class MessageBar
{
    private const float Edge = 14;
    private const float FirstLine = 21;
    private const float LineHeight = 19;
    private const float TextSize = 14;
    private const float CharacterWidth = 8.5f;

    /// <summary>Extent before scaling, pixels.</summary>
    /// <param name="text">The words.</param>
    /// <param name="room">How wide the image is, pixels before scaling.</param>
    public static Vector2 SizeOf(string text, float room)
    {
        var lines = HudFont.Wrap(text, room - 2 * Edge, TextSize);
        return new Vector2(lines.Max(line => line.Length) * CharacterWidth + 2 * Edge, 32 + (lines.Count - 1) * LineHeight);
    }

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string text)
    {
        canvas.Scale(uiScale);
        size /= uiScale;
        using var font = HudFont.OfSize(TextSize);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, size.X, size.Y, 6, 6, paint);
        paint.Color = HudColours.Paused;
        var y = FirstLine;
        foreach (var line in HudFont.Wrap(text, size.X - 2 * Edge, TextSize))
        {
            canvas.DrawText(line, size.X / 2, y, SKTextAlign.Center, font, paint);
            y += LineHeight;
        }
    }
}
