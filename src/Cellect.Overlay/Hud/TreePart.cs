using System.Globalization;
using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The lineage tree of the selected track: time runs down, divisions split.</summary>
internal static class TreePart
{
    private const float Edge = 14;
    private const float Top = 26;
    private const float Axis = 34;
    private const float LeastLabelSpacing = 24;

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, TreeContent content)
    {
        canvas.Clear(HudColours.Strip);
        canvas.Scale(uiScale);
        size /= uiScale;
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Faint };
        using var font = HudFont.OfSize(11);
        canvas.DrawText("lineage", Edge, 15, font, paint);
        var place = new Placement(content.Tree, size);
        PaintAxis(canvas, content, place, size, font, paint);
        foreach (var branch in content.Tree.Branches)
            PaintBranch(canvas, branch, branch.Track == content.Selected, place, font, paint);
    }

    /// <summary>The track whose branch is nearest to a pixel, or 0.</summary>
    /// <param name="area">Where the tree lies.</param>
    /// <param name="pixel">A pixel of the drawing.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="uiScale">Size of everything.</param>
    public static int TrackAt(PixelRect area, Vector2 pixel, LineageTree tree, float uiScale)
    {
        var place = new Placement(tree, area.Size / uiScale);
        var point = (pixel - new Vector2(area.X, area.Y)) / uiScale;
        var (best, track) = (12f, 0);
        foreach (var branch in tree.Branches)
        {
            if (point.Y < place.Y(branch.FirstT) - 4 || point.Y > place.Y(branch.LastT + 1) + 4)
                continue;
            var distance = MathF.Abs(point.X - place.X(branch.Across));
            if (distance < best)
                (best, track) = (distance, branch.Track);
        }

        return track;
    }

    private static void PaintAxis(SKCanvas canvas, TreeContent content, Placement place, Vector2 size, SKFont font, SKPaint paint)
    {
        paint.Color = HudColours.Faint;
        canvas.DrawText(Text(content.Tree.FirstT), 4, place.Y(content.Tree.FirstT) + 8, font, paint);
        canvas.DrawText(Text(content.Tree.LastT), 4, place.Y(content.Tree.LastT + 1), font, paint);
        if (content.T < content.Tree.FirstT || content.T > content.Tree.LastT)
            return;
        paint.Color = HudColours.Rule;
        canvas.DrawRect(Axis - 4, place.Y(content.T + 0.5f) - 0.5f, size.X - Axis - Edge + 4, 1, paint);
    }

    private static void PaintBranch(SKCanvas canvas, in LineageBranch branch, bool selected, Placement place, SKFont font, SKPaint paint)
    {
        var (x, top, bottom) = (place.X(branch.Across), place.Y(branch.FirstT), place.Y(branch.LastT + 1));
        paint.Color = selected ? HudColours.Text : HudColours.Of(Palette.OfTrack(branch.Track));
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = selected ? 3 : 1.6f;
        canvas.DrawLine(x, top, x, bottom, paint);
        if (branch.Right > branch.Left)
            canvas.DrawLine(place.X(branch.Left), bottom, place.X(branch.Right), bottom, paint);
        paint.Style = SKPaintStyle.Fill;
        if (selected || place.LeafSpacing >= LeastLabelSpacing)
            canvas.DrawText(Text(branch.Track), x + 4, Math.Max(top + 11, (top + bottom) / 2 + 4), font, paint);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Placement(LineageTree Tree, Vector2 Size)
    {
        public float LeafSpacing => (Size.X - Axis - Edge) / Tree.Leaves;

        public float X(float across) => Axis + across * LeafSpacing;

        public float Y(float t) => Top + (t - Tree.FirstT) / Math.Max(1, Tree.LastT + 1 - Tree.FirstT) * Math.Max(4, Size.Y - Top - 8);
    }
}
