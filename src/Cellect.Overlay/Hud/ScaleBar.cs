using System.Globalization;
using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>A bar of a round length.</summary>
/// <param name="Micrometres">Its length.</param>
/// <param name="Pixels">Its length on the screen.</param>
internal readonly record struct ScaleBar(float Micrometres, float Pixels)
{
    private const float Padding = 8;

    /// <summary>The longest bar of 1, 2 or 5 times a power of ten that is not longer than <paramref name="maxPixels"/>.</summary>
    public static ScaleBar Fit(float pixelsPerMicrometre, float maxPixels)
    {
        var longest = maxPixels / pixelsPerMicrometre;
        var power = MathF.Pow(10, MathF.Floor(MathF.Log10(longest)));
        var factor = longest / power;
        var length =
            power
            * (
                factor >= 5 ? 5
                : factor >= 2 ? 2
                : 1
            );
        return new ScaleBar(length, length * pixelsPerMicrometre);
    }

    /// <summary>Extent of the painted layer, pixels.</summary>
    public Vector2 Size(float uiScale) => new(MathF.Max(Pixels, 44 * uiScale) + 2 * Padding * uiScale, 34 * uiScale);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, ScaleBar bar)
    {
        canvas.Scale(uiScale);
        size /= uiScale;
        using var font = HudFont.OfSize(13);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(2, 2, size.X - 4, size.Y - 4, 4, 4, paint);
        paint.Color = HudColours.Text;
        canvas.DrawText(bar.Label, size.X / 2, 17, SKTextAlign.Center, font, paint);
        var length = bar.Pixels / uiScale;
        canvas.DrawRect((size.X - length) / 2, 23, length, 4, paint);
    }

    private string Label =>
        Micrometres >= 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{Micrometres / 1000:0.####} mm")
            : string.Create(CultureInfo.InvariantCulture, $"{Micrometres:0.####} µm");
}
