using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Rendering;

/// <summary>Puts labels where they do not cover each other: in one of four places beside their cell, or nowhere.</summary>
internal sealed class LabelPlacer
{
    private const float CharacterWidth = LabelLayer.TextPixels * 0.62f;
    private const float LineHeight = LabelLayer.TextPixels * 1.2f;
    private const float CellPixels = 32;

    // To the upper right first, where people look for it.
    private static readonly Vector2[] Corners = [new(1, -1), new(1, 1), new(-1, -1), new(-1, 1)];

    private readonly Dictionary<(int, int), List<PixelRect>> _taken = [];
    private readonly List<(OverlayCell Cell, Vector2 Corner)> _placed = [];

    /// <summary>The labels that have found a place, those that matter first.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="panel">Where they are drawn.</param>
    /// <param name="uiScale">Size of the text.</param>
    /// <param name="labelled">Which cells are to have one.</param>
    /// <param name="selected">The track whose label has a place in any case.</param>
    public IReadOnlyList<(OverlayCell Cell, Vector2 Corner)> Place(
        OverlayCell[] cells,
        Panel panel,
        float uiScale,
        Func<OverlayCell, bool> labelled,
        int selected
    )
    {
        _taken.Clear();
        _placed.Clear();
        foreach (var cell in cells)
            if (cell.Track == selected)
                Put(cell, panel, uiScale, inAnyCase: true);
        foreach (var cell in cells)
            if (cell.Track != selected && labelled(cell) && Seen(cell, panel))
                Put(cell, panel, uiScale, inAnyCase: false);
        return _placed;
    }

    private static bool Seen(in OverlayCell cell, Panel panel) =>
        panel.Area.Contains(panel.ToPixels(cell.Position))
        && (panel.Cut is null || panel.DistanceFromCut(cell.Position) < MathF.Max(cell.Radius, 0.5f));

    private void Put(in OverlayCell cell, Panel panel, float uiScale, bool inAnyCase)
    {
        foreach (var corner in Corners)
        {
            var area = Area(cell, corner, panel, uiScale);
            if (!Free(area))
                continue;
            Take(area);
            _placed.Add((cell, corner));
            return;
        }

        if (inAnyCase)
            _placed.Add((cell, Corners[0]));
    }

    private static PixelRect Area(in OverlayCell cell, Vector2 corner, Panel panel, float uiScale)
    {
        var size = new Vector2(LabelLayer.DigitsOf(cell.Track) * CharacterWidth, LineHeight) * uiScale;
        var at = panel.ToPixels(cell.Position) + corner * 0.75f * MathF.Max(cell.Radius * panel.Scale, 3);
        return new PixelRect(corner.X < 0 ? at.X - size.X : at.X, corner.Y < 0 ? at.Y - size.Y : at.Y, size.X, size.Y);
    }

    private bool Free(PixelRect area)
    {
        foreach (var bucket in Buckets(area))
            if (_taken.TryGetValue(bucket, out var others) && others.Exists(other => Overlap(area, other)))
                return false;
        return true;
    }

    private void Take(PixelRect area)
    {
        foreach (var bucket in Buckets(area))
        {
            if (!_taken.TryGetValue(bucket, out var others))
                _taken[bucket] = others = [];
            others.Add(area);
        }
    }

    private static IEnumerable<(int, int)> Buckets(PixelRect area)
    {
        for (var y = (int)(area.Y / CellPixels); y <= (int)(area.Bottom / CellPixels); y++)
        for (var x = (int)(area.X / CellPixels); x <= (int)(area.Right / CellPixels); x++)
            yield return (x, y);
    }

    private static bool Overlap(PixelRect a, PixelRect b) => a.X < b.Right && b.X < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;
}
