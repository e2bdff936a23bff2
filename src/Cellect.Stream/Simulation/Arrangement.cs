namespace Cellect.Stream.Simulation;

/// <summary>How the cells of a scene are arranged.</summary>
public enum Arrangement
{
    /// <summary>Tissue that goes on beyond the volume on every side; cells enter and leave.</summary>
    Tissue,

    /// <summary>A closed ellipsoid, as an embryo or an organoid, filled by its cells.</summary>
    Ellipsoid,

    /// <summary>One layer on a curved surface, as a blastoderm: empty on one side, haze on the other.</summary>
    Sheet,
}
