namespace Cellect.Live.Overlay.Rendering;

/// <summary>Colours as 0xAABBGGRR: red in the lowest byte, as OpenGL reads four bytes.</summary>
internal static class Palette
{
    public const uint White = 0xFFFFFFFF;

    // Okabe and Ito's colours for every kind of colour vision (jfly.uni-koeln.de/color), without black and the dark blue,
    // which vanish on a dark image.
    private static readonly uint[] Tracks =
    [
        FromRgb(0xE69F00), // orange
        FromRgb(0x56B4E9), // sky blue
        FromRgb(0x00B586), // bluish green, a little lighter than the original's 009E73
        FromRgb(0xF0E442), // yellow
        FromRgb(0xE8662A), // vermillion, a little lighter than the original's D55E00
        FromRgb(0xD68FB8), // reddish purple, a little lighter than the original's CC79A7
    ];

    /// <summary>The colour of a track; daughters, whose ids follow each other, differ.</summary>
    public static uint OfTrack(int track) => Tracks[(int)((uint)track % (uint)Tracks.Length)];

    /// <summary><paramref name="colour"/> with the given opacity, 0 to 1.</summary>
    public static uint WithAlpha(uint colour, float alpha) =>
        (colour & 0x00FFFFFF) | ((uint)Math.Clamp(alpha * 255, 0, 255) << 24);

    private static uint FromRgb(uint rgb) => 0xFF000000 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16;
}
