using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The name of a panel in its upper left corner.</summary>
internal static class PanelCaption
{
    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 Size { get; } = new(34, 22);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, string name)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(13);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(4, 3, 26, 18, 4, 4, paint);
        paint.Color = HudColours.Text;
        canvas.DrawText(name, 9, 17, font, paint);
    }
}
