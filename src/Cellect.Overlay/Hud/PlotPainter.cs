using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Paints the pictures within forms.</summary>
internal static class PlotPainter
{
    /// <summary>Height of the words above a picture, pixels before scaling.</summary>
    public const float CaptionHeight = 20;

    /// <summary>Height of a row of a heat map, pixels before scaling.</summary>
    public const float HeatHeight = 4;

    private const float LegendHeight = 15;

    /// <summary>Height of a row, pixels before scaling.</summary>
    public static float HeightOf(PlotRow row) =>
        CaptionHeight + row.Height + (LegendHeight * row.Lines.Count(line => line.Name.Length > 0)) + 10;

    /// <summary>Height of a row, pixels before scaling.</summary>
    public static float HeightOf(HeatRow row) => CaptionHeight + (HeatHeight * (row.Values.Count / Math.Max(1, row.Columns))) + 10;

    public static void Paint(SKCanvas canvas, PlotRow row, float left, float top, float width, SKFont font, SKPaint paint)
    {
        Words(canvas, row.Caption, row.Words, left, top, width, font, paint);
        var box = new SKRect(left, top + CaptionHeight, left + width, top + CaptionHeight + row.Height);
        paint.Color = HudColours.Rule;
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 1;
        canvas.DrawRect(box, paint);
        canvas.Save();
        canvas.ClipRect(box);
        foreach (var line in row.Lines)
            Line(canvas, line, row, box, paint);
        paint.Style = SKPaintStyle.Fill;
        foreach (var dot in row.Dots)
        {
            var at = In(dot.Place, row, box);
            paint.Color = HudColours.Of(dot.Colour);
            canvas.DrawCircle(at, 2.5f, paint);
        }

        canvas.Restore();
        var y = box.Bottom;
        foreach (var line in row.Lines.Where(line => line.Name.Length > 0))
        {
            y += LegendHeight;
            paint.Color = HudColours.Of(line.Colour);
            canvas.DrawRect(left, y - 6, 14, 3, paint);
            paint.Color = HudColours.Faint;
            canvas.DrawText(line.Name, left + 20, y - 1, font, paint);
        }
    }

    public static void Paint(SKCanvas canvas, HeatRow row, float left, float top, float width, SKFont font, SKPaint paint)
    {
        Words(canvas, row.Caption, "", left, top, width, font, paint);
        if (row.Columns == 0)
            return;
        var step = width / row.Columns;
        paint.IsAntialias = false;
        for (var i = 0; i < row.Values.Count; i++)
        {
            if (float.IsNaN(row.Values[i]))
                continue;
            paint.Color = HudColours.Of(Palette.OfShare(row.Values[i]));
            var (x, y) = (left + (i % row.Columns * step), top + CaptionHeight + (i / row.Columns * HeatHeight));
            canvas.DrawRect(x, y, step + 0.5f, HeatHeight, paint);
        }

        paint.IsAntialias = true;
    }

    private static void Words(SKCanvas canvas, string caption, string words, float left, float top, float width, SKFont font, SKPaint paint)
    {
        paint.Color = HudColours.Text;
        canvas.DrawText(words, left + width, top + 13, SKTextAlign.Right, font, paint);
        paint.Color = HudColours.Faint;
        canvas.DrawText(HudFont.Shorten(caption, width - font.MeasureText(words) - 8, font), left, top + 13, font, paint);
    }

    private static void Line(SKCanvas canvas, PlotLine line, PlotRow row, SKRect box, SKPaint paint)
    {
        if (line.Points.Count < 2)
            return;
        using var path = new SKPath();
        for (var i = 0; i < line.Points.Count; i++)
        {
            var at = In(line.Points[i], row, box);
            if (i == 0)
                path.MoveTo(at);
            else
                path.LineTo(at);
        }

        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 1.6f;
        paint.Color = HudColours.Of(line.Colour);
        canvas.DrawPath(path, paint);
    }

    private static SKPoint In(Vector2 place, PlotRow row, SKRect box)
    {
        var (x, y) = (Share(place.X, row.Low.X, row.High.X), Share(place.Y, row.Low.Y, row.High.Y));
        return new SKPoint(box.Left + (box.Width * x), box.Bottom - (box.Height * y));
    }

    // The lower end may be the larger value: in maps y runs down.
    private static float Share(float value, float low, float high) => high == low ? 0.5f : (value - low) / (high - low);
}
