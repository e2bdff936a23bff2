using ScottPlot;
using SkiaSharp;

namespace Cellect.Lab.Reports;

/// <summary>Gives every plot the font that comes with Cellect, so that text shows on machines without any font.</summary>
internal sealed class EmbeddedFont : IFontResolver
{
    public const string Name = "Cellect DejaVu Sans";

    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new EmbeddedFont());
        return true;
    });

    /// <summary>Makes the font known; more calls do nothing.</summary>
    public static bool Register() => Registered.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, false, false);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic)
    {
        if (fontName != Name)
            return null;
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf");
        return SKTypeface.FromStream(stream);
    }
}
