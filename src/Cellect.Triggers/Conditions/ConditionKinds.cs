namespace Cellect.Triggers.Conditions;

/// <summary>All kinds of conditions there are. A new one is added here, and nowhere else.</summary>
internal static class ConditionKinds
{
    /// <summary>In the order in which docs/triggers.md lists them.</summary>
    public static IReadOnlyList<ConditionKind> All { get; } =
    [
        DivisionCondition.Kind,
        DivisionRateCondition.Kind,
        CountCondition.Cells,
        CountCondition.Density,
        RegionCondition.Enters,
        RegionCondition.Leaves,
        SpeedCondition.Kind,
        IntensityCondition.Kind,
        MigratoryCondition.Kind,
        GenerationCondition.Kind,
        ProliferationCondition.Kind,
        MeetingCondition.Contact,
        MeetingCondition.Engulfed,
        NewTrackCondition.Kind,
        LostTrackCondition.Kind,
        SequenceCondition.Kind,
    ];

    /// <summary>The kind of a condition, or null where its event is none.</summary>
    public static ConditionKind? Of(ConditionOptions? options) =>
        All.FirstOrDefault(kind => string.Equals(kind.Event, options?.Event, StringComparison.OrdinalIgnoreCase));
}
