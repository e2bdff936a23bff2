namespace Cellect.Data.Recordings;

/// <summary>All event tables of a recording. A new one is added here, and nowhere else.</summary>
internal static class EventTables
{
    /// <summary>In the order in which they are written.</summary>
    public static IReadOnlyList<EventTable> All { get; } = [UnstableTable.Table, DivisionEventTable.Table];
}
