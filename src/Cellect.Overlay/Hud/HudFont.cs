using Cellect.Overlay.Settings;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The typeface of all text: embedded, so that it looks the same on every machine, with or without fonts.</summary>
internal static class HudFont
{
    private const float WidthOfACharacter = 0.603f;

    private static readonly Lazy<SKTypeface> Typeface = new(Load);

    /// <summary>The font at a size in pixels, for the caller to dispose.</summary>
    public static SKFont OfSize(float pixels) =>
        new(Typeface.Value, pixels)
        {
            Subpixel = true,
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.Slight,
        };

    /// <summary>A text, cut so that it takes no more than <paramref name="room"/> pixels.</summary>
    public static string Shorten(string text, float room, SKFont font)
    {
        if (font.MeasureText(text) <= room)
            return text;
        var kept = Math.Max(0, (int)(room / font.MeasureText("0")) - 1);
        return text[..Math.Min(kept, text.Length)] + "…";
    }

    /// <summary>A text in lines of at most <paramref name="room"/> pixels, broken between words where that can be.</summary>
    public static IReadOnlyList<string> Wrap(string text, float room, float pixels)
    {
        // Every character of the typeface is as wide.
        var most = Math.Max(8, (int)(room / (pixels * WidthOfACharacter)));
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var rest = paragraph;
            while (rest.Length > most)
            {
                var end = rest.LastIndexOf(' ', most);
                end = end <= 0 ? most : end;
                lines.Add(rest[..end]);
                rest = rest[end..].TrimStart();
            }

            lines.Add(rest);
        }

        return lines;
    }

    private static SKTypeface Load()
    {
        using var file = EmbeddedFile.Open("DejaVuSansMono.ttf");
        return SKTypeface.FromStream(file) ?? throw new InvalidOperationException("the embedded font DejaVuSansMono.ttf cannot be read");
    }
}
