namespace Cellect.Stream.Simulation;

/// <summary>What real recordings have and a plain simulated scene lacks, in three groups that can be left out to see what each is
/// worth.</summary>
[Flags]
public enum Hardships
{
    /// <summary>Plain scenes.</summary>
    None = 0,

    /// <summary>Chromatin that condenses in strands into a thin bright plate; plates that part far.</summary>
    Mitosis = 1,

    /// <summary>Bright bodies that are no cells, axial shadows, masks of exact zeros, haze of the cytoplasm.</summary>
    Shadows = 2,

    /// <summary>Long nuclei, folds, light spread along z and wider with depth, deep and dim cells.</summary>
    Shape = 4,

    /// <summary>Everything.</summary>
    All = Mitosis | Shadows | Shape,
}
