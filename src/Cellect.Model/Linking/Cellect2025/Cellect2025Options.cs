namespace Cellect.Model.Linking.Cellect2025;

/// <summary>What can be chosen for the published network; the live network has no use for it.</summary>
public sealed class Cellect2025Options
{
    /// <summary>Whether a cell may have two successors.</summary>
    /// <value>Default true: Cellect follows divisions. The published program's own default is not to (its option div is 0).</value>
    public bool Divisions { get; init; } = true;

    /// <summary>
    /// Whether intensities are brought to the range that the network was trained on, about 2,000 counts from background to bright cells.
    /// For 8-bit and normalised images: they have almost no contrast after the network's own transform.
    /// </summary>
    /// <value>Default false: counts are read as they are.</value>
    public bool Rescale { get; init; }
}
