namespace Cellect.Data.Edits;

/// <summary>One line of <c>edits.jsonl</c>.</summary>
internal sealed record TrackEdit
{
    /// <summary>What was done.</summary>
    public required EditKind Edit { get; init; }

    /// <summary>Number of the edit, from 1; 0: the log gives it.</summary>
    public int N { get; init; }

    /// <summary>When, UTC; null: the log tells.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Who.</summary>
    public string? Who { get; init; }

    /// <summary>The cell; null for what adds one, undoes and does again.</summary>
    public CellKey? Cell { get; init; }

    /// <summary>Relink, add: the cell from which it comes.</summary>
    public CellKey? From { get; init; }

    /// <summary>Divide: the two daughters. Undivide: the one that goes on.</summary>
    public IReadOnlyList<CellKey>? Daughters { get; init; }

    /// <summary>Add: time point.</summary>
    public int? T { get; init; }

    /// <summary>Add, move: slice, voxels.</summary>
    public float? Z { get; init; }

    /// <summary>Add, move: row, voxels.</summary>
    public float? Y { get; init; }

    /// <summary>Add, move: column, voxels.</summary>
    public float? X { get; init; }

    /// <summary>Add: radius, voxels of x. Move: the new one; null: it stays.</summary>
    public float? Radius { get; init; }

    /// <summary>Name: what the track is called.</summary>
    public string? Text { get; init; }

    /// <summary>Undo, redo: number of the edit.</summary>
    public int? Of { get; init; }
}
