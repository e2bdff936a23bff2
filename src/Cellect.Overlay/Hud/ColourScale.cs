using System.Globalization;
using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The scale of colours that stand for figures.</summary>
internal static class ColourScale
{
    private const int Steps = 48;

    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 Size { get; } = new(190, 44);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, ColourLegend legend)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(12);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, Size.X, Size.Y, 4, 4, paint);
        paint.IsAntialias = false;
        var width = (Size.X - 16) / Steps;
        for (var step = 0; step < Steps; step++)
        {
            paint.Color = HudColours.Of(Palette.OfShare(step / (Steps - 1f)));
            canvas.DrawRect(8 + step * width, 7, width + 0.5f, 9, paint);
        }

        paint.IsAntialias = true;
        paint.Color = HudColours.Text;
        canvas.DrawText("0", 8, 34, font, paint);
        canvas.DrawText(
            string.Create(CultureInfo.InvariantCulture, $"{legend.Highest:0.###}"),
            Size.X - 8,
            34,
            SKTextAlign.Right,
            font,
            paint
        );
        paint.Color = HudColours.Faint;
        canvas.DrawText(
            legend.Unit.Length > 0 ? $"{legend.Name}, {legend.Unit}" : legend.Name,
            Size.X / 2,
            34,
            SKTextAlign.Center,
            font,
            paint
        );
    }
}
