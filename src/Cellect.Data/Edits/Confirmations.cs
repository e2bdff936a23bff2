using Cellect.Data.Exchange;

namespace Cellect.Data.Edits;

/// <summary>What of corrected tracks is a person's word, and no guess.</summary>
/// <param name="Cells">Cells that are there: accepted, added, moved or given a name, or spoken of with a link or a division.</param>
/// <param name="Origins">Those of them of which it was said where they come from, or that they come from nowhere.</param>
/// <param name="Deleted">Places where there is no cell.</param>
internal sealed record Confirmations(IReadOnlySet<CellKey> Cells, IReadOnlySet<CellKey> Origins, IReadOnlyList<ReadCell> Deleted)
{
    /// <summary>Nobody has said anything.</summary>
    public static Confirmations None { get; } = new(new HashSet<CellKey>(), new HashSet<CellKey>(), []);
}
