using SkiaSharp;

namespace Cellect.Live.Overlay.Hud;

/// <summary>The typeface of all text: embedded, so that it looks the same on every machine, with or without fonts.</summary>
internal static class HudFont
{
    private static readonly Lazy<SKTypeface> Typeface = new(Load);

    /// <summary>The font at a size in pixels, for the caller to dispose.</summary>
    public static SKFont OfSize(float pixels) => new(Typeface.Value, pixels) { Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.Slight };

    private static SKTypeface Load()
    {
        using var file = EmbeddedFile.Open("DejaVuSansMono.ttf");
        return SKTypeface.FromStream(file) ?? throw new InvalidOperationException("the embedded font DejaVuSansMono.ttf cannot be read");
    }
}
