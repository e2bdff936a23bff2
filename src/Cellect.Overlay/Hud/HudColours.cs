using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Colours of text and badges; each badge also differs by its word.</summary>
internal static class HudColours
{
    public static readonly SKColor Strip = new(0x0B, 0x0E, 0x13);
    public static readonly SKColor Rule = new(0x2A, 0x31, 0x3C);
    public static readonly SKColor Shade = new(0x0B, 0x0E, 0x13, 0xE6);
    public static readonly SKColor Text = new(0xF0, 0xF3, 0xF6);
    public static readonly SKColor Faint = new(0x9A, 0xA7, 0xB5);
    public static readonly SKColor Warning = new(0xFF, 0x9B, 0x5E);
    public static readonly SKColor Live = new(0x56, 0xB4, 0xE9);
    public static readonly SKColor Stale = new(0xE8, 0x66, 0x2A);
    public static readonly SKColor Idle = new(0x6B, 0x76, 0x84);
    public static readonly SKColor Paused = new(0xF0, 0xE4, 0x42);
    public static readonly SKColor Observe = new(0x2B, 0x6F, 0xB3);
    public static readonly SKColor DryRun = new(0xF0, 0xE4, 0x42);
    public static readonly SKColor Armed = new(0xFF, 0x1F, 0x5A);
    public static readonly SKColor Curve = new(0x56, 0xB4, 0xE9);

    /// <summary>The colour of words.</summary>
    public static SKColor Of(Tone tone) =>
        tone switch
        {
            Tone.Faint => Faint,
            Tone.Good => Live,
            Tone.Warning => Warning,
            Tone.Danger => Armed,
            _ => Text,
        };

    /// <summary>The colour of an axis in 3D.</summary>
    public static SKColor Axis(string name) => Of(Palette.OfAxis(name[0] - 'x'));

    /// <summary>A colour of the palette for marks.</summary>
    public static SKColor Of(uint colour) => new((byte)colour, (byte)(colour >> 8), (byte)(colour >> 16), (byte)(colour >> 24));
}
