using System.Numerics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Facts of the selected track.</summary>
internal static class FactsPart
{
    private const float Edge = 12;
    private const float ValueColumn = 74;
    private const float LineHeight = 18;

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, TrackFacts facts)
    {
        canvas.Clear(HudColours.Strip);
        canvas.Scale(uiScale);
        size /= uiScale;
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Rule };
        canvas.DrawRect(0, 0, size.X, 1, paint);
        using var title = HudFont.OfSize(15);
        using var font = HudFont.OfSize(12);
        paint.Color = HudColours.Text;
        canvas.DrawText(HudFont.Shorten(facts.Title, size.X - 2 * Edge, title), Edge, 20, title, paint);
        for (var i = 0; i < facts.Lines.Length; i++)
        {
            var baseline = 40 + i * LineHeight;
            paint.Color = HudColours.Faint;
            canvas.DrawText(facts.Lines[i].Caption, Edge, baseline, font, paint);
            paint.Color = HudColours.Text;
            canvas.DrawText(HudFont.Shorten(facts.Lines[i].Value, size.X - ValueColumn - Edge, font), ValueColumn, baseline, font, paint);
        }
    }
}
