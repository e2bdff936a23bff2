using System.Numerics;
using Cellect.Data.Regions;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>Which cells are drawn. What is left out is left out of the picture alone: tracking and triggers do not know of it.</summary>
/// <param name="LeastScore">Score at least, 0 to 1.</param>
/// <param name="LeastAge">Time points since it was first seen, at least.</param>
/// <param name="DepthMicrometres">At most so far from the depth of the slices along z, µm; null: any depth.</param>
/// <param name="OnlyRegion">Only cells in the selected region; without one no filter.</param>
/// <param name="OnlyFamily">Only the family of the selected cell; without one no filter.</param>
internal readonly record struct CellFilter(
    float LeastScore = 0,
    int LeastAge = 0,
    float? DepthMicrometres = null,
    bool OnlyRegion = false,
    bool OnlyFamily = false
)
{
    /// <summary>True when it may leave something out.</summary>
    public bool Active => this != default;
}

/// <summary>A filter and what it refers to.</summary>
/// <param name="Filter">What the user has chosen.</param>
/// <param name="Cut">Where the slices cross (x, y, z), µm.</param>
/// <param name="Region">The selected region; null: none.</param>
/// <param name="Origin">Where the regions' frame has its origin, µm.</param>
/// <param name="Founder">Founder of the selected cell's family; 0: none.</param>
internal readonly record struct CellSieve(CellFilter Filter, Vector3 Cut, Region? Region, Vector3 Origin, int Founder)
{
    /// <summary>Lets every cell pass.</summary>
    public static CellSieve None { get; } = new(default, default, null, default, 0);

    /// <summary>The sieve of a view.</summary>
    public static CellSieve Of(OverlaySnapshot snapshot, ViewState view, RegionScene regions)
    {
        if (!view.Filter.Active)
            return None;
        var at = view.Filter.OnlyFamily ? Array.FindIndex(snapshot.Cells, cell => cell.Track == view.Selected) : -1;
        return new CellSieve(
            view.Filter,
            view.Filter.DepthMicrometres is null ? default : ViewLayout.CutOf(snapshot.ExtentMicrometres, view),
            view.Filter.OnlyRegion && regions.Selected >= 0 ? regions.Regions[regions.Selected] : null,
            regions.Origin,
            at >= 0 ? snapshot.Cells[at].Root : 0
        );
    }

    /// <summary>True for a cell that is drawn.</summary>
    public bool Passes(in OverlayCell cell)
    {
        if (Founder > 0 && cell.Root != Founder)
            return false;
        if (cell.Score < Filter.LeastScore || cell.Age < Filter.LeastAge)
            return false;
        if (Filter.DepthMicrometres is { } depth && MathF.Abs(cell.Position.Z - Cut.Z) > depth)
            return false;
        var place = cell.Position - Origin;
        return Region?.Contains(new Position(place.Z, place.Y, place.X)) != false;
    }
}
