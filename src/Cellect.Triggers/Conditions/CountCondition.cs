namespace Cellect.Triggers.Conditions;

/// <summary>The number of cells that count, or that number in a unit of space, crosses a level and holds.</summary>
/// <param name="filter">Which cells count.</param>
/// <param name="level">The level.</param>
/// <param name="confirmVolumes">Later volumes in which it must hold.</param>
/// <param name="perCubicMicrometres">0: the number itself. Else the number in this much space, µm³, of the region or, without one, of the
/// volume.</param>
internal sealed class CountCondition(CellFilter filter, Level level, int confirmVolumes, double perCubicMicrometres) : ICondition
{
    /// <summary>The number of cells, as rules name it.</summary>
    public static readonly ConditionKind Cells = Kind("CellCount", 0);

    /// <summary>Cells per 1,000,000 µm³, as rules name it.</summary>
    public static readonly ConditionKind Density = Kind("CellDensity", 1e6);

    private Edge _edge = new(armed: true);

    /// <inheritdoc/>
    public bool IsLevel => true;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        var count = 0;
        foreach (var cell in frame.Cells)
            count += filter.Takes(cell) ? 1 : 0;
        var value =
            perCubicMicrometres == 0 ? count : count * perCubicMicrometres / (filter.Inside?.CubicMicrometres ?? frame.CubicMicrometres);
        if (_edge.Rises(level.IsMet(value), confirmVolumes))
            occurred.Add(
                new Occurrence
                {
                    EventT = frame.T,
                    Value = value,
                    AcrossGap = frame.AfterGap,
                }
            );
    }

    private static ConditionKind Kind(string name, double perCubicMicrometres) =>
        new()
        {
            Event = name,
            Words = options =>
                $"the number of cells {(perCubicMicrometres == 0 ? "" : "per 1,000,000 µm³ ")}{ConditionWords.Level(options)}",
            Keys = [.. ConditionKeys.Track, .. ConditionKeys.Level],
            Missing = ConditionKeys.MissingLevel,
            HasPlace = _ => false,
            Compile = parts => () => new CountCondition(parts.Filter, parts.Level, parts.ConfirmVolumes, perCubicMicrometres),
        };
}
