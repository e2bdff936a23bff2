using System.Numerics;
using Cellect.Live.Overlay.Rendering;
using SkiaSharp;

namespace Cellect.Live.Overlay.Hud;

/// <summary>The strip along the lower edge: figures with a caption above each, the badge at the right end.</summary>
internal static class StatusStrip
{
    private const float CaptionSize = 12;
    private const float ValueSize = 18;
    private const float CaptionBaseline = 19;
    private const float ValueBaseline = 40;
    private const float Edge = 14;
    private const float Spacing = 24;
    private const float BadgeInset = 9;

    /// <summary>Height of the strip, pixels.</summary>
    public static float Height(Drawing drawing) => MathF.Round(52 * drawing.UiScale);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, StatusText status)
    {
        canvas.Clear(HudColours.Strip);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Rule };
        canvas.DrawRect(0, 0, size.X, Math.Max(1, MathF.Round(uiScale)), paint);
        canvas.Scale(uiScale);
        size /= uiScale;

        var badgeLeft = PaintBadge(canvas, size, status);
        using var captionFont = HudFont.OfSize(CaptionSize);
        using var valueFont = HudFont.OfSize(ValueSize);
        PaintFigures(canvas, Figures(status), badgeLeft - Edge, captionFont, valueFont);
    }

    private static (string Caption, string Value, SKColor Colour)[] Figures(StatusText status) =>
    [
        ("t", status.T, HudColours.Text),
        ("cells", status.Cells, HudColours.Text),
        ("tracks", status.Tracks, HudColours.Text),
        ("divisions", status.Divisions, HudColours.Text),
        ("volumes/s", status.Rate, HudColours.Text),
        ("latency", status.Latency, HudColours.Text),
        ("lost", status.Lost, status.Lost is "0" or "-" ? HudColours.Text : HudColours.Warning),
        ("series", status.Series, HudColours.Text),
    ];

    // The series comes last and takes what room is left: names of series may be of any length.
    private static void PaintFigures(
        SKCanvas canvas, (string Caption, string Value, SKColor Colour)[] figures, float right, SKFont captionFont, SKFont valueFont)
    {
        using var paint = new SKPaint { IsAntialias = true };
        var x = Edge;
        foreach (var (caption, value, colour) in figures)
        {
            var room = right - x;
            if (room < captionFont.MeasureText(caption))
                return;
            var text = Shorten(value, room, valueFont);
            paint.Color = HudColours.Faint;
            canvas.DrawText(caption, x, CaptionBaseline, captionFont, paint);
            paint.Color = colour;
            canvas.DrawText(text, x, ValueBaseline, valueFont, paint);
            x += Math.Max(Math.Max(captionFont.MeasureText(caption), valueFont.MeasureText(text)), valueFont.MeasureText("000")) + Spacing;
        }
    }

    private static string Shorten(string text, float room, SKFont font)
    {
        if (font.MeasureText(text) <= room)
            return text;
        var kept = Math.Max(0, (int)(room / font.MeasureText("0")) - 1);
        return text[..Math.Min(kept, text.Length)] + "…";
    }

    private static float PaintBadge(SKCanvas canvas, Vector2 size, StatusText status)
    {
        var (fill, ink) = status.Badge switch
        {
            Badge.Live => (HudColours.Live, HudColours.Strip),
            Badge.Stale => (HudColours.Stale, HudColours.Strip),
            _ => (HudColours.Idle, HudColours.Text),
        };
        using var font = HudFont.OfSize(ValueSize - 2);
        font.Embolden = true;
        using var paint = new SKPaint { IsAntialias = true, Color = fill };
        var width = font.MeasureText(status.BadgeText) + 24;
        var left = size.X - Edge - width;
        var height = size.Y - 2 * BadgeInset;
        canvas.DrawRoundRect(left, BadgeInset, width, height, 6, 6, paint);
        paint.Color = ink;
        canvas.DrawText(status.BadgeText, left + 12, BadgeInset + height / 2 + (ValueSize - 2) * 0.36f, font, paint);
        return left;
    }
}
