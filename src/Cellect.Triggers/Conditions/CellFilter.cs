using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>What narrows a condition to some cells. Null: no limit.</summary>
internal sealed record CellFilter
{
    /// <summary>Where the cell must be.</summary>
    public Region? Inside { get; init; }

    /// <summary>Where it must not be.</summary>
    public Region? Outside { get; init; }

    /// <summary>Depth, µm from the first slice.</summary>
    public (double Least, double Greatest) DepthMicrometres { get; init; } = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Radius, µm.</summary>
    public (double Least, double Greatest) RadiusMicrometres { get; init; } = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Age of the track, time points.</summary>
    public (int Least, int Greatest) AgeVolumes { get; init; } = (0, int.MaxValue);

    /// <summary>Whether a cell counts.</summary>
    public bool Takes(Position place, double radiusMicrometres, int ageVolumes) =>
        (Inside is null || Inside.Contains(place))
        && (Outside is null || !Outside.Contains(place))
        && place.Z >= DepthMicrometres.Least
        && place.Z <= DepthMicrometres.Greatest
        && radiusMicrometres >= RadiusMicrometres.Least
        && radiusMicrometres <= RadiusMicrometres.Greatest
        && ageVolumes >= AgeVolumes.Least
        && ageVolumes <= AgeVolumes.Greatest;

    /// <summary>Whether a cell counts.</summary>
    public bool Takes(in CellFacts cell) => Takes(cell.Place, cell.RadiusMicrometres, cell.AgeVolumes);

    /// <summary>Whether a track counts, where it was last seen.</summary>
    public bool Takes(TrackMemory track) => Takes(track.Place, track.RadiusMicrometres, track.LastT - track.FirstT);
}
