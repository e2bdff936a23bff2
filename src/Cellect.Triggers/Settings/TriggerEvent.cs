namespace Cellect.Triggers.Settings;

/// <summary>What a condition waits for.</summary>
internal enum TriggerEvent
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>A cell divides.</summary>
    Division,

    /// <summary>Divisions within a window of time reach or fall to a number.</summary>
    DivisionRate,

    /// <summary>The number of cells reaches or falls to a number.</summary>
    CellCount,

    /// <summary>Cells per 1,000,000 µm³ of a region reach or fall to a number.</summary>
    CellDensity,

    /// <summary>A track that was outside a region is inside.</summary>
    EnterRegion,

    /// <summary>A track that was inside a region is outside.</summary>
    LeaveRegion,

    /// <summary>A track's speed reaches or falls to a number.</summary>
    Speed,

    /// <summary>A track begins that no division explains.</summary>
    NewTrack,

    /// <summary>A track that has not divided is not found any more.</summary>
    LostTrack,

    /// <summary>One condition, then another.</summary>
    Sequence,
}
