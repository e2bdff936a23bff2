namespace Cellect.Lab.Evaluation;

/// <summary>What is wrong with a missed division.</summary>
internal enum DivisionFault
{
    /// <summary>Mother and daughters are three tracks, or not found.</summary>
    NoConnections,

    /// <summary>One daughter continues the mother, the other does not.</summary>
    UnconnectedChild,

    /// <summary>The daughters come from one cell, but not from the mother's track.</summary>
    UnconnectedParent,
}
