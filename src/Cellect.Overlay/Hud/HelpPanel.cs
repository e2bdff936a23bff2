using System.Numerics;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Keys and marks, explained over the image.</summary>
internal static class HelpPanel
{
    private const float LineHeight = 20;
    private const float TextSize = 13;
    private const float KeyColumn = 20;
    private const float TextColumn = 150;
    private const float ColumnWidth = 500;

    private static readonly (string Key, string Meaning)[] View =
    [
        ("1 2 3 4", "projections, slices, 3D maximum, 3D alpha"),
        ("wheel", "zoom at the pointer"),
        ("drag", "move; in 3D turn"),
        ("right drag", "move in every mode"),
        ("[ ] ctrl+wheel", "slice down, up; or click into a slice"),
        ("click", "a cell, an event, a branch of the tree"),
        ("C", "colour: track, family, speed, score, division"),
        ("L  M", "labels; marks on and off"),
        ("- +  , .", "brighter, darker white; black down, up"),
        ("G  A", "gamma (shift: back); contrast automatic"),
        ("F1 to F4", "channel on and off, and chosen for contrast"),
        ("R  Home", "whole volume, first view"),
        ("P", "panel at the right on and off"),
    ];

    private static readonly (string Key, string Meaning)[] Time =
    [
        ("space", "pause and go on; tracking never pauses"),
        ("← →", "a time point back, on"),
        ("bar below", "drag to scrub"),
        ("End", "back to live"),
        ("B  Y", "draw a box, a cylinder: drag in a panel"),
        ("drag a region", "moves it; its handles stretch it"),
        ("Delete", "removes the selected region"),
        ("S", "screenshot"),
        ("ctrl+T", "arm triggers (press twice), disarm"),
        ("X", "EMERGENCY STOP of the triggers"),
        ("? H", "this help"),
        ("Esc", "let go of a selection; again: close"),
        ("", ""),
    ];

    /// <summary>Extent before scaling, pixels.</summary>
    public static Vector2 Size { get; } = new(2 * ColumnWidth, View.Length * LineHeight + 152);

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, bool shown)
    {
        canvas.Scale(uiScale);
        using var font = HudFont.OfSize(TextSize);
        using var title = HudFont.OfSize(TextSize + 3);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, Size.X, Size.Y, 8, 8, paint);
        paint.Color = HudColours.Text;
        canvas.DrawText("Cellect overlay", KeyColumn, 32, title, paint);
        PaintKeys(canvas, View, 0, font, paint);
        PaintKeys(canvas, Time, ColumnWidth, font, paint);
        PaintMarks(canvas, 64 + View.Length * LineHeight + 8, font, paint);
    }

    private static void PaintKeys(SKCanvas canvas, (string Key, string Meaning)[] lines, float left, SKFont font, SKPaint paint)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var baseline = 60 + i * LineHeight;
            paint.Color = HudColours.Live;
            canvas.DrawText(lines[i].Key, left + KeyColumn, baseline, font, paint);
            paint.Color = HudColours.Text;
            canvas.DrawText(lines[i].Meaning, left + TextColumn, baseline, font, paint);
        }
    }

    private static void PaintMarks(SKCanvas canvas, float top, SKFont font, SKPaint paint)
    {
        paint.Color = HudColours.Rule;
        canvas.DrawRect(KeyColumn, top - 12, Size.X - 2 * KeyColumn, 1, paint);
        paint.Color = HudColours.Text;
        string[] lines =
        [
            "Ring: a cell, with its tail. Ring with four strokes: a cell that has come. Cross: one that has gone.",
            "White rings, joined to where the mother was: a division. dropped: too slow for it. missing: it never came whole.",
            "Regions are in micrometres and saved at once, for triggers to use.",
        ];
        for (var i = 0; i < lines.Length; i++)
            canvas.DrawText(lines[i], KeyColumn, top + 10 + i * LineHeight, font, paint);
    }
}
