namespace Cellect.Data.Edits;

/// <summary>What a place to be looked at is.</summary>
internal enum ReviewKind
{
    /// <summary>A cell and the one that it comes from.</summary>
    Link,

    /// <summary>A cell that divides into two.</summary>
    Division,

    /// <summary>A cell that comes from nowhere.</summary>
    Start,
}

/// <summary>A place to be looked at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cell">The cell; of a division the mother.</param>
/// <param name="Doubt">Probability that it is wrong, 0 to 1, by the calibrated probabilities of the live result.</param>
internal readonly record struct ReviewItem(ReviewKind Kind, CellKey Cell, double Doubt);
