namespace Cellect.Analysis.Interactions;

/// <summary>What happened between two cells.</summary>
internal enum InteractionKind
{
    /// <summary>They began to touch.</summary>
    Contact,

    /// <summary>They ceased to.</summary>
    Parted,

    /// <summary>The smaller one is inside the larger one, and moves with it.</summary>
    Engulfed,

    /// <summary>It is outside again.</summary>
    Released,

    /// <summary>The smaller one's track has ended without a division.</summary>
    Lost,
}
