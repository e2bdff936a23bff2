using System.Globalization;

namespace Cellect.Overlay.Graphics;

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

    // Steps of the colour map viridis (matplotlib, CC0), which grows in lightness for every kind of colour vision; its darkest part, which
    // vanishes on a dark image, is left out.
    private static readonly uint[] Ramp =
    [
        FromRgb(0x46327E),
        FromRgb(0x365C8D),
        FromRgb(0x277F8E),
        FromRgb(0x1FA187),
        FromRgb(0x4AC16D),
        FromRgb(0xA0DA39),
        FromRgb(0xFDE725),
    ];

    /// <summary>The colour where a figure is not known.</summary>
    public static uint Unknown { get; } = FromRgb(0x9AA7B5);

    /// <summary>A colour of the settings, <c>#rrggbb</c>; of any other text <see cref="Unknown"/>.</summary>
    public static uint FromHex(string text) =>
        text.Length == 7
        && text[0] == '#'
        && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? FromRgb(rgb)
            : Unknown;

    /// <summary>The colour of a track; daughters, whose ids follow each other, differ.</summary>
    public static uint OfTrack(int track) => Tracks[(int)((uint)track % (uint)Tracks.Length)];

    /// <summary>The colour of an axis of the volume: x, y, z for 0, 1, 2.</summary>
    public static uint OfAxis(int axis) =>
        Tracks[
            axis == 0 ? 4
            : axis == 1 ? 2
            : 1
        ];

    /// <summary>The colour of a share from 0 to 1, dark to light; of what is not a number <see cref="Unknown"/>.</summary>
    public static uint OfShare(float share)
    {
        if (float.IsNaN(share))
            return Unknown;
        var place = Math.Clamp(share, 0, 1) * (Ramp.Length - 1);
        var step = Math.Min((int)place, Ramp.Length - 2);
        return Mix(Ramp[step], Ramp[step + 1], place - step);
    }

    /// <summary><paramref name="colour"/> with the given opacity, 0 to 1.</summary>
    public static uint WithAlpha(uint colour, float alpha) => (colour & 0x00FFFFFF) | ((uint)Math.Clamp(alpha * 255, 0, 255) << 24);

    private static uint Mix(uint from, uint to, float share)
    {
        var mixed = 0xFF000000;
        for (var shift = 0; shift < 24; shift += 8)
            mixed |= (uint)((from >> shift & 0xFF) * (1 - share) + (to >> shift & 0xFF) * share + 0.5f) << shift;
        return mixed;
    }

    private static uint FromRgb(uint rgb) => 0xFF000000 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16;
}
