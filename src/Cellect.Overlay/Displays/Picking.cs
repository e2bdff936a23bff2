using System.Numerics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Finds the cell under the pointer.</summary>
internal static class Picking
{
    // A click need not hit the ring of a small cell.
    private const float LeastPixels = 8;

    /// <summary>The track of the cell whose middle is nearest to a pixel, among those that are drawn and that the pixel lies in; 0 for
    /// none.</summary>
    public static int TrackAt(OverlaySnapshot snapshot, Panel panel, Vector2 pixel, float uiScale, CellSieve sieve)
    {
        var (nearest, track) = (float.PositiveInfinity, 0);
        foreach (var cell in snapshot.Cells)
        {
            if (!sieve.Passes(cell))
                continue;
            if (panel.Cut is not null && panel.DistanceFromCut(cell.Position) >= MathF.Max(cell.Radius, 0.5f))
                continue;
            var distance = Vector2.Distance(panel.ToPixels(cell.Position), pixel);
            if (distance <= MathF.Max(cell.Radius * panel.Scale, LeastPixels * uiScale) && distance < nearest)
                (nearest, track) = (distance, cell.Track);
        }

        return track;
    }
}
