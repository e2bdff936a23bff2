using Cellect.Data.Edits;

namespace Cellect.Analysis.Finishing;

/// <summary>What people have accepted of a recording: the final result leaves it as it is.</summary>
/// <param name="Cells">Cells that are right, with where they come from and, of a mother, with her daughters.</param>
internal sealed record AcceptedPlaces(IReadOnlySet<CellKey> Cells)
{
    /// <summary>Nothing was accepted.</summary>
    public static AcceptedPlaces None { get; } = new(new HashSet<CellKey>());

    /// <summary>Tracks of which a cell was accepted.</summary>
    public IReadOnlySet<int> Tracks { get; } = Cells.Select(cell => cell.Track).ToHashSet();

    /// <summary>Those of a recording's log.</summary>
    /// <exception cref="Data.Csv.InvalidInputException">A line of the log is damaged.</exception>
    public static AcceptedPlaces Of(string recording) =>
        new(
            EditLog
                .Active(EditLog.Read(recording))
                .Where(edit => edit.Edit == EditKind.Accept)
                .Select(edit => edit.Cell)
                .OfType<CellKey>()
                .ToHashSet()
        );
}
