namespace Cellect.Analysis.Interactions;

/// <summary>How a cell stands to the larger ones.</summary>
internal enum BodyState
{
    /// <summary>It touches none.</summary>
    Free,

    /// <summary>It touches one.</summary>
    Contact,

    /// <summary>One has taken it.</summary>
    Engulfed,
}
