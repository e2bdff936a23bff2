using System.Globalization;
using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The divisions, newest first; a click on one shows it.</summary>
internal static class EventsPart
{
    private const float Edge = 12;
    private const float TitleHeight = 26;
    private const float LineHeight = 20;

    /// <summary>Lines that a panel of the largest screen holds.</summary>
    public const int MostLines = 120;

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, EventsContent content)
    {
        canvas.Clear(HudColours.Strip);
        canvas.Scale(uiScale);
        size /= uiScale;
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Rule };
        using var font = HudFont.OfSize(12);
        canvas.DrawRect(0, 0, size.X, 1, paint);
        paint.Color = HudColours.Faint;
        canvas.DrawText(content.Events.Length == 0 ? "divisions: none yet" : "divisions (click to see one)", Edge, 17, font, paint);
        for (var i = 0; i < content.Events.Length && TitleHeight + (i + 1) * LineHeight <= size.Y; i++)
            PaintLine(canvas, content, i, font, paint);
    }

    /// <summary>The line under a pixel, or -1.</summary>
    public static int LineAt(PixelRect area, Vector2 pixel, int lines, float uiScale)
    {
        var line = (int)MathF.Floor(((pixel.Y - area.Y) / uiScale - TitleHeight) / LineHeight);
        return area.Contains(pixel) && line >= 0 && line < lines && TitleHeight + (line + 1) * LineHeight <= area.Height / uiScale
            ? line
            : -1;
    }

    private static void PaintLine(SKCanvas canvas, EventsContent content, int line, SKFont font, SKPaint paint)
    {
        var happened = content.Events[line];
        var baseline = TitleHeight + line * LineHeight + 14;
        var own =
            content.Selected > 0
            && (
                happened.Mother == content.Selected
                || happened.FirstDaughter == content.Selected
                || happened.SecondDaughter == content.Selected
            );
        paint.Color = own ? HudColours.Live : HudColours.Text;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"t {happened.T, -5} {happened.Mother} → {happened.FirstDaughter}, {happened.SecondDaughter}"
        );
        canvas.DrawText(text, Edge, baseline, font, paint);
        paint.Color = HudColours.Faint;
        canvas.DrawText(
            string.Create(CultureInfo.InvariantCulture, $"p {happened.Probability:0.00}"),
            canvas.LocalClipBounds.Right - Edge,
            baseline,
            SKTextAlign.Right,
            font,
            paint
        );
    }
}
