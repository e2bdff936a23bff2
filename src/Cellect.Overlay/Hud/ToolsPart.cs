using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Paints the bar of tools, and finds the one under the pointer.</summary>
internal static class ToolsPart
{
    /// <summary>Height before scaling, pixels.</summary>
    public const float Height = 34;

    private const float TextSize = 12;
    private const float CharacterWidth = TextSize * 0.603f;
    private const float Padding = 8;
    private const float Gap = 3;
    private const float GroupGap = 14;
    private const float Edge = 8;

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, ToolBar bar)
    {
        canvas.Clear(HudColours.Strip);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Rule };
        canvas.DrawRect(0, size.Y - 1, size.X, 1, paint);
        var squeeze = Squeeze(bar, size.X / uiScale);
        canvas.Scale(uiScale * squeeze, uiScale);
        using var font = HudFont.OfSize(TextSize);
        var number = 0;
        foreach (var (tool, left, width) in Places(bar))
        {
            var colour = tool.Tone == Tone.Plain ? HudColours.Live : HudColours.Of(tool.Tone);
            paint.Color =
                tool.On ? colour
                : number == bar.Hovered ? HudColours.Idle
                : HudColours.Rule;
            canvas.DrawRoundRect(left, 5, width, Height - 11, 4, 4, paint);
            paint.Color =
                tool.On ? HudColours.Strip
                : tool.Tone == Tone.Plain ? HudColours.Text
                : colour;
            canvas.DrawText(tool.Label, left + width / 2, 21, SKTextAlign.Center, font, paint);
            number++;
        }
    }

    /// <summary>The number of the tool under a pixel from the left, or -1.</summary>
    public static int At(PixelRect area, Vector2 pixel, ToolBar bar, float uiScale)
    {
        if (!area.Contains(pixel))
            return -1;
        var x = (pixel.X - area.X) / uiScale / Squeeze(bar, area.Width / uiScale);
        var number = 0;
        foreach (var (_, left, width) in Places(bar))
        {
            if (x >= left && x < left + width)
                return number;
            number++;
        }

        return -1;
    }

    /// <summary>Where the middle of a tool is, pixels from the left edge of the drawing.</summary>
    public static float MiddleOf(PixelRect area, int number, ToolBar bar, float uiScale)
    {
        var (_, left, width) = Places(bar).ElementAt(number);
        return area.X + (left + width / 2) * uiScale * Squeeze(bar, area.Width / uiScale);
    }

    // A narrow window has narrower buttons rather than fewer.
    private static float Squeeze(ToolBar bar, float room)
    {
        var (_, left, width) = Places(bar).Last();
        return MathF.Min(1, room / (left + width + Edge));
    }

    private static IEnumerable<(Tool Tool, float Left, float Width)> Places(ToolBar bar)
    {
        var left = Edge;
        foreach (var group in bar.Groups)
        {
            foreach (var tool in group)
            {
                var width = tool.Label.Length * CharacterWidth + 2 * Padding;
                yield return (tool, left, width);
                left += width + Gap;
            }

            left += GroupGap - Gap;
        }
    }
}
