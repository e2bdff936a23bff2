namespace Cellect.Data.Edits;

/// <summary>What a person did.</summary>
internal enum EditKind
{
    /// <summary>The cell comes from another cell; what came from that before comes from nowhere.</summary>
    Relink,

    /// <summary>The cell comes from nowhere.</summary>
    Unlink,

    /// <summary>There is a cell.</summary>
    Add,

    /// <summary>The cell is elsewhere.</summary>
    Move,

    /// <summary>There is no cell; what came from it comes from where it came from.</summary>
    Delete,

    /// <summary>The cell divides into two others.</summary>
    Divide,

    /// <summary>The cell does not divide: one of the two goes on, the other comes from nowhere.</summary>
    Undivide,

    /// <summary>The cell's track has a name.</summary>
    Name,

    /// <summary>The cell and where it comes from are right.</summary>
    Accept,

    /// <summary>An earlier edit does not count.</summary>
    Undo,

    /// <summary>An edit that was undone counts again.</summary>
    Redo,
}
