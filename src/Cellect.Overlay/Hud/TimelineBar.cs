using System.Globalization;
using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The time points kept, as a bar to scrub on; divisions are marked above it.</summary>
internal static class TimelineBar
{
    private const float Edge = 14;
    private const float LabelWidth = 150;
    private const float TextSize = 13;

    /// <summary>The frame under a pixel: the nearest of those kept.</summary>
    /// <param name="area">Where the bar lies.</param>
    /// <param name="x">Pixels from the left edge of the drawing.</param>
    /// <param name="frames">How many are kept, at least 1.</param>
    /// <param name="uiScale">Size of margins.</param>
    public static int FrameAt(PixelRect area, float x, int frames, float uiScale)
    {
        var (left, right) = Track(area.Width / uiScale);
        var share = ((x - area.X) / uiScale - left) / Math.Max(1, right - left);
        return Math.Clamp((int)MathF.Round(share * (frames - 1)), 0, frames - 1);
    }

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, TimelineContent content)
    {
        canvas.Clear(HudColours.Strip);
        canvas.Scale(uiScale);
        size /= uiScale;
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Rule };
        canvas.DrawRect(0, 0, size.X, 1, paint);
        var (left, right) = Track(size.X);
        var middle = size.Y / 2;
        canvas.DrawRoundRect(left, middle - 2, right - left, 4, 2, 2, paint);
        using var font = HudFont.OfSize(TextSize);
        if (content.Frames.IsEmpty)
        {
            paint.Color = HudColours.Faint;
            canvas.DrawText("no time points yet", right + Edge, middle + TextSize * 0.36f, font, paint);
            return;
        }

        PaintFrames(canvas, content, left, right, middle, paint);
        PaintLabel(canvas, content, right + Edge, middle, font, paint);
    }

    private static (float Left, float Right) Track(float width) => (Edge, Math.Max(Edge + 10, width - LabelWidth - Edge));

    private static void PaintFrames(SKCanvas canvas, TimelineContent content, float left, float right, float middle, SKPaint paint)
    {
        var step = content.Frames.Length > 1 ? (right - left) / (content.Frames.Length - 1) : 0;
        var shown = left + step * content.Shown;
        paint.Color = content.Live ? HudColours.Live : HudColours.Paused;
        canvas.DrawRoundRect(left, middle - 2, Math.Max(4, shown - left), 4, 2, 2, paint);
        paint.Color = HudColours.Text;
        for (var i = 0; i < content.Frames.Length; i++)
            if (content.Frames[i].Divisions > 0)
                canvas.DrawRect(left + step * i - 1, middle - 9, 2, 6, paint);
        paint.Color = content.Live ? HudColours.Live : HudColours.Paused;
        canvas.DrawCircle(shown, middle, 6, paint);
    }

    private static void PaintLabel(SKCanvas canvas, TimelineContent content, float left, float middle, SKFont font, SKPaint paint)
    {
        paint.Color = content.Live ? HudColours.Live : HudColours.Paused;
        var text = content.Live ? "following" : string.Create(CultureInfo.InvariantCulture, $"PAUSED  -{content.Behind}");
        if (content.Live)
        {
            canvas.DrawCircle(left + 4, middle, 4, paint);
        }
        else
        {
            canvas.DrawRect(left, middle - 5, 3, 10, paint);
            canvas.DrawRect(left + 5, middle - 5, 3, 10, paint);
        }

        canvas.DrawText(text, left + 14, middle + TextSize * 0.36f, font, paint);
    }
}
