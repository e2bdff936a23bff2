using System.Globalization;
using System.Numerics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Cells, divisions and latency over time, one below the other on one axis of time.</summary>
internal static class PlotsPart
{
    private const float Edge = 12;
    private const float TitleHeight = 22;
    private const float AxisHeight = 18;

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, PlotsContent content)
    {
        var points = content.Curve;
        canvas.Clear(HudColours.Strip);
        canvas.Scale(uiScale);
        size /= uiScale;
        var height = (size.Y - AxisHeight) / 3;
        Plot(canvas, "cells", points, static point => point.Cells, 0, height, size.X, static value => $"{value:0}");
        Plot(canvas, "divisions so far", points, static point => point.Divisions, height, height, size.X, static value => $"{value:0}");
        Plot(
            canvas,
            "latency to tracked",
            points,
            static point => point.LatencyMilliseconds,
            2 * height,
            height,
            size.X,
            static value => StatusText.LatencyWords(value)
        );
        PaintTime(canvas, points, size);
        if (content.Marked is { } t && points.Length > 1)
            PaintMarked(canvas, t, points, size);
    }

    // Whoever looks at the past sees where it is in the curves.
    private static void PaintMarked(SKCanvas canvas, int t, CurvePoint[] points, Vector2 size)
    {
        var share = Math.Clamp((t - points[0].T) / (float)Math.Max(1, points[^1].T - points[0].T), 0, 1);
        var x = Edge + (size.X - 2 * Edge) * share;
        using var font = HudFont.OfSize(11);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Paused };
        canvas.DrawRect(x - 0.5f, TitleHeight, 1, size.Y - TitleHeight - AxisHeight, paint);
        var words = TimeWords(t);
        var half = font.MeasureText(words) / 2 + Edge;
        var least = Edge + font.MeasureText(TimeWords(points[0].T)) + half;
        var most = size.X - Edge - font.MeasureText(TimeWords(points[^1].T)) - half;
        canvas.DrawText(words, Math.Clamp(x, least, most), size.Y - 5, SKTextAlign.Center, font, paint);
    }

    private static void Plot(
        SKCanvas canvas,
        string title,
        CurvePoint[] points,
        Func<CurvePoint, float> value,
        float top,
        float height,
        float width,
        Func<double, string> words
    )
    {
        using var font = HudFont.OfSize(12);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Faint };
        canvas.DrawText(title, Edge, top + 15, font, paint);
        var highest = points.Select(value).Where(float.IsFinite).DefaultIfEmpty(0).Max();
        if (points.Length > 0 && float.IsFinite(value(points[^1])))
        {
            paint.Color = HudColours.Text;
            canvas.DrawText(words(value(points[^1])), width - Edge, top + 15, SKTextAlign.Right, font, paint);
        }

        var area = new SKRect(Edge, top + TitleHeight, width - Edge, top + height - 4);
        paint.Color = HudColours.Rule;
        canvas.DrawRect(area.Left, area.Bottom, area.Width, 1, paint);
        canvas.DrawRect(area.Left, area.Top, area.Width, 1, paint);
        if (highest <= 0 || points.Length < 2)
            return;
        var scale = Ceiling(highest);
        paint.Color = HudColours.Idle;
        canvas.DrawText($"0 to {words(scale)}", area.MidX + 10, top + 15, font, paint);
        DrawCurve(canvas, points, value, area, scale, paint);
    }

    private static void DrawCurve(
        SKCanvas canvas,
        CurvePoint[] points,
        Func<CurvePoint, float> value,
        SKRect area,
        float scale,
        SKPaint paint
    )
    {
        var (first, span) = (points[0].T, Math.Max(1, points[^1].T - points[0].T));
        using var path = new SKPath();
        var begun = false;
        foreach (var point in points)
        {
            var height = value(point);
            if (!float.IsFinite(height))
            {
                begun = false;
                continue;
            }

            var (x, y) = (area.Left + area.Width * (point.T - first) / span, area.Bottom - area.Height * height / scale);
            if (begun)
                path.LineTo(x, y);
            else
                path.MoveTo(x, y);
            begun = true;
        }

        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 1.6f;
        paint.Color = HudColours.Curve;
        canvas.DrawPath(path, paint);
    }

    private static void PaintTime(SKCanvas canvas, CurvePoint[] points, Vector2 size)
    {
        if (points.Length == 0)
            return;
        using var font = HudFont.OfSize(11);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Faint };
        var baseline = size.Y - 5;
        canvas.DrawText(TimeWords(points[0].T), Edge, baseline, font, paint);
        canvas.DrawText(TimeWords(points[^1].T), size.X - Edge, baseline, SKTextAlign.Right, font, paint);
    }

    private static string TimeWords(int t) => string.Create(CultureInfo.InvariantCulture, $"t {t}");

    // 1, 2, 3 or 5 times a power of ten: the scale stays while a curve grows.
    private static float Ceiling(float value)
    {
        var power = MathF.Pow(10, MathF.Floor(MathF.Log10(value)));
        var factor = value / power;
        return power
            * (
                factor <= 1 ? 1
                : factor <= 2 ? 2
                : factor <= 3 ? 3
                : factor <= 5 ? 5
                : 10
            );
    }
}
