using System.Numerics;
using Cellect.Data.Status;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The strip along the lower edge: figures with a caption above each, the badges at the right end.</summary>
internal static class StatusStrip
{
    private const float CaptionSize = 12;
    private const float ValueSize = 17;
    private const float BadgeTextSize = 16;
    private const float CaptionBaseline = 19;
    private const float ValueBaseline = 40;
    private const float Edge = 14;
    private const float Spacing = 20;
    private const float BadgeGap = 8;
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

        var right = size.X - Edge;
        var (fill, ink) = ColoursOf(status.Badge);
        // Whoever looks at the past must not take it for the present.
        right = status is { Paused: true, Badge: Badge.Live or Badge.Ended }
            ? PaintBadge(canvas, right, size.Y, "PAUSED", HudColours.Paused, HudColours.Strip) - BadgeGap
            : PaintBadge(canvas, right, size.Y, status.BadgeText, fill, ink) - BadgeGap;
        if (status.Trigger is { } mode)
        {
            (fill, ink) = ColoursOf(mode);
            right = PaintBadge(canvas, right, size.Y, status.TriggerText, fill, ink) - BadgeGap;
        }

        using var captionFont = HudFont.OfSize(CaptionSize);
        using var valueFont = HudFont.OfSize(ValueSize);
        PaintFigures(canvas, Figures(status), right - Edge, captionFont, valueFont);
    }

    private static (SKColor Fill, SKColor Ink) ColoursOf(Badge badge) =>
        badge switch
        {
            Badge.Live => (HudColours.Live, HudColours.Strip),
            Badge.Stale or Badge.Disconnected => (HudColours.Stale, HudColours.Strip),
            _ => (HudColours.Idle, HudColours.Text),
        };

    private static (SKColor Fill, SKColor Ink) ColoursOf(TriggerMode mode) =>
        mode switch
        {
            TriggerMode.Observe => (HudColours.Observe, HudColours.Text),
            TriggerMode.DryRun => (HudColours.DryRun, HudColours.Strip),
            TriggerMode.Armed => (HudColours.Armed, HudColours.Text),
            _ => (HudColours.Idle, HudColours.Text),
        };

    // What matters least comes last: on a narrow window it is left out, and the last that fits is shortened.
    private static List<(string Caption, string Value, SKColor Colour)> Figures(StatusText status)
    {
        var figures = new List<(string, string, SKColor)>
        {
            ("t", status.T, HudColours.Text),
            ("cells", status.Cells, HudColours.Text),
            ("tracks", status.Tracks, HudColours.Text),
            ("divisions", status.Divisions, HudColours.Text),
            ("in, out /s", $"{status.RateIn}, {status.Rate}", HudColours.Text),
            ("latency", status.Latency, HudColours.Text),
        };
        if (status.LatencySpread.Length > 0)
            figures.Add(("median, p95", status.LatencySpread, HudColours.Text));
        figures.Add(("dropped", status.Dropped, Alarming(status.Dropped)));
        figures.Add(("missing", status.Missing, Alarming(status.Missing)));
        if (status.Unused.Length > 0)
            figures.Add(("messages of no use", status.Unused, HudColours.Warning));
        if (status.Device.Length > 0)
            figures.Add(("device", status.Device, HudColours.Text));
        if (status.Scale.Length > 0)
            figures.Add(("scale z, x", status.Scale, HudColours.Text));
        figures.Add(("series", status.Series, HudColours.Text));
        return figures;
    }

    private static SKColor Alarming(string lost) => lost is "0" or "-" ? HudColours.Text : HudColours.Warning;

    private static void PaintFigures(
        SKCanvas canvas,
        List<(string Caption, string Value, SKColor Colour)> figures,
        float right,
        SKFont captionFont,
        SKFont valueFont
    )
    {
        using var paint = new SKPaint { IsAntialias = true };
        var x = Edge;
        foreach (var (caption, value, colour) in figures)
        {
            var room = right - x;
            if (room < captionFont.MeasureText(caption))
                return;
            var text = HudFont.Shorten(value, room, valueFont);
            paint.Color = HudColours.Faint;
            canvas.DrawText(caption, x, CaptionBaseline, captionFont, paint);
            paint.Color = colour;
            canvas.DrawText(text, x, ValueBaseline, valueFont, paint);
            x += Math.Max(Math.Max(captionFont.MeasureText(caption), valueFont.MeasureText(text)), valueFont.MeasureText("00")) + Spacing;
        }
    }

    private static float PaintBadge(SKCanvas canvas, float right, float height, string text, SKColor fill, SKColor ink)
    {
        using var font = HudFont.OfSize(BadgeTextSize);
        font.Embolden = true;
        using var paint = new SKPaint { IsAntialias = true, Color = fill };
        var width = font.MeasureText(text) + 24;
        var left = right - width;
        canvas.DrawRoundRect(left, BadgeInset, width, height - 2 * BadgeInset, 6, 6, paint);
        paint.Color = ink;
        canvas.DrawText(text, left + 12, height / 2 + BadgeTextSize * 0.36f, font, paint);
        return left;
    }
}
