using System.Numerics;
using SkiaSharp;

namespace Cellect.Live.Overlay.Hud;

/// <summary>Keys and marks, explained over the image.</summary>
internal static class HelpPanel
{
    private const float LineHeight = 23;
    private const float TextSize = 14;
    private const float KeyColumn = 20;
    private const float TextColumn = 130;

    private static readonly (string Key, string Meaning)[] Lines =
    [
        ("wheel", "zoom at the pointer"),
        ("drag", "move the view"),
        ("R", "whole volume"),
        ("S", "save a screenshot"),
        ("? or H", "this help"),
        ("Esc", "close the window; tracking goes on"),
        ("", ""),
        ("ring", "a cell, in the colour of its track"),
        ("tail", "where it has been"),
        ("white", "a division: from the mother's last place"),
        ("", "to her two daughters"),
        ("lost", "volumes dropped, missing, late or broken"),
    ];

    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 Size { get; } = new(510, Lines.Length * LineHeight + 62);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, bool shown)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(TextSize);
        using var title = HudFont.OfSize(TextSize + 3);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, Size.X, Size.Y, 8, 8, paint);
        paint.Color = HudColours.Text;
        canvas.DrawText("Cellect overlay", KeyColumn, 34, title, paint);
        for (var i = 0; i < Lines.Length; i++)
        {
            var baseline = 64 + i * LineHeight;
            paint.Color = HudColours.Live;
            canvas.DrawText(Lines[i].Key, KeyColumn, baseline, font, paint);
            paint.Color = HudColours.Text;
            canvas.DrawText(Lines[i].Meaning, TextColumn, baseline, font, paint);
        }
    }
}
