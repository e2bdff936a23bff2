namespace Cellect.Triggers.Conditions;

/// <summary>A track's speed between volumes crosses a level, µm per minute of the stream's clock.</summary>
/// <param name="filter">Of the cell.</param>
/// <param name="level">The level.</param>
/// <param name="confirmVolumes">Later volumes in which it must hold.</param>
internal sealed class SpeedCondition(CellFilter filter, Level level, int confirmVolumes) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "Speed",
        Words = options => $"a cell's speed {ConditionWords.Level(options)} µm/min",
        Keys = [.. ConditionKeys.Track, .. ConditionKeys.Level],
        Missing = ConditionKeys.MissingLevel,
        Compile = parts => () => new SpeedCondition(parts.Filter, parts.Level, parts.ConfirmVolumes),
    };

    private readonly TrackWatch _watch = new(filter, confirmVolumes);

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var cell in frame.Cells)
            if (cell.MicrometresPerMinute is { } speed)
                _watch.Look(frame, cell, level.IsMet(speed), speed, occurred);
        _watch.End(frame);
    }
}
