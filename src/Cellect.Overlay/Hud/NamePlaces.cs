using System.Numerics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Hud;

/// <summary>Where names lie on a panel: their upper left corners, pixels.</summary>
internal static class NamePlaces
{
    private const float Gap = 2;

    /// <summary>The names of regions, in their corners.</summary>
    public static IEnumerable<(string Name, Vector2 Corner)> OfRegions(Scene scene, Panel panel)
    {
        foreach (var region in scene.Regions.Regions)
            yield return (region.Name, panel.ToPixels(RegionShape.Of(region, scene.Regions).From) + new Vector2(Gap));
    }

    /// <summary>The names of those cells that are drawn, below them.</summary>
    public static IEnumerable<(string Name, Vector2 Corner)> OfCells(Scene scene, Panel panel)
    {
        if (scene is not { Snapshot: { } snapshot, View.Marks: true, Names.Count: > 0 })
            yield break;
        var sieve = CellSieve.Of(snapshot, scene.View, scene.Regions);
        foreach (var cell in snapshot.Cells)
            if (
                scene.Names.TryGetValue(cell.Track, out var name)
                && sieve.Passes(cell)
                && panel.DistanceFromCut(cell.Position) <= cell.Radius
            )
                yield return (
                    name,
                    panel.ToPixels(cell.Position) + new Vector2(0, cell.Radius * panel.Scale + Gap * scene.Drawing.UiScale)
                );
    }
}
