namespace Cellect.Data.Edits;

/// <summary>Names a cell for good: what other edits do to its track does not matter.</summary>
/// <param name="T">Time point.</param>
/// <param name="Track">Track id as it was recorded; of a cell that an edit added: minus the number of that edit.</param>
internal readonly record struct CellKey(int T, int Track)
{
    /// <inheritdoc/>
    public override string ToString() => Track < 0 ? $"the cell of edit {-Track}" : $"track {Track} in time point {T}";
}
