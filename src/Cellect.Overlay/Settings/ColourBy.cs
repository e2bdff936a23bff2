namespace Cellect.Overlay.Settings;

/// <summary>What the colour of a cell means.</summary>
internal enum ColourBy
{
    /// <summary>Its track: neighbours differ.</summary>
    Track,

    /// <summary>Its family: all descendants of a founder alike.</summary>
    Lineage,

    /// <summary>How fast it moves.</summary>
    Speed,

    /// <summary>How sure the detection is.</summary>
    Score,

    /// <summary>How probable it is that it has just been born.</summary>
    Division,

    /// <summary>Its population, in that one's own colour.</summary>
    Population,
}
