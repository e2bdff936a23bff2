using System.Numerics;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Scenes;

/// <summary>Divides the image's part of the window into cells, one for each panel, so that little of it stays empty.</summary>
internal static class PanelCells
{
    private const float LeastShare = 0.24f;
    private const float MostShare = 0.5f;

    /// <summary>A large cell, and two small ones at its right or below it: wherever it can be larger.</summary>
    /// <param name="area">What is divided.</param>
    /// <param name="large">What the large cell shows: width and height, any unit.</param>
    /// <param name="first">What the first small cell shows.</param>
    /// <param name="second">What the second small cell shows.</param>
    /// <param name="gap">Between cells, pixels.</param>
    public static PixelRect[] Large(PixelRect area, Vector2 large, Vector2 first, Vector2 second, float gap)
    {
        var right = Fit(area.Size * new Vector2(1 - LeastShare, 1), large);
        var below = Fit(area.Size * new Vector2(1, 1 - LeastShare), large);
        if (right >= below)
            return LargeLeft(area, large * right, first, second, gap);
        // The second is as wide as the large one, and lies under it.
        var cells = LargeLeft(Turned(area), Turned(large * below), Turned(second), Turned(first), gap);
        return [Turned(cells[0]), Turned(cells[2]), Turned(cells[1])];
    }

    /// <summary>Four cells: the first and the last in the upper row, the two others below them.</summary>
    /// <param name="area">What is divided.</param>
    /// <param name="lower">What the cell below the first shows: width and height, any unit.</param>
    /// <param name="gap">Between cells, pixels.</param>
    public static PixelRect[] Four(PixelRect area, Vector2 lower, float gap)
    {
        var width = MathF.Floor((area.Width - gap) / 2);
        var below = Within(width * lower.Y / lower.X, area.Height);
        var above = area.Height - below - gap;
        var (x, y) = (area.X + width + gap, area.Y + above + gap);
        return
        [
            new PixelRect(area.X, area.Y, width, above),
            new PixelRect(x, y, width, below),
            new PixelRect(area.X, y, width, below),
            new PixelRect(x, area.Y, width, above),
        ];
    }

    private static PixelRect[] LargeLeft(PixelRect area, Vector2 large, Vector2 first, Vector2 second, float gap)
    {
        // What the large one leaves goes to the small ones.
        var aside = Within(area.Width - large.X - gap, area.Width);
        var left = area.Width - aside - gap;
        var x = area.X + left + gap;
        var lower = Within(aside * second.Y / second.X, area.Height);
        var upper = area.Height - lower - gap;
        // A thin one needs no more than it fills.
        upper = MathF.Max(LeastShare * area.Height, MathF.Min(upper, aside * first.Y / first.X));
        return
        [
            area with
            {
                Width = left,
            },
            new PixelRect(x, area.Y, aside, upper),
            new PixelRect(x, area.Y + upper + gap, aside, area.Height - upper - gap),
        ];
    }

    private static float Within(float wanted, float whole) => MathF.Round(Math.Clamp(wanted, LeastShare * whole, MostShare * whole));

    private static float Fit(Vector2 room, Vector2 content) => MathF.Min(room.X / content.X, room.Y / content.Y);

    private static PixelRect Turned(PixelRect area) => new(area.Y, area.X, area.Height, area.Width);

    private static Vector2 Turned(Vector2 size) => new(size.Y, size.X);
}
