namespace Cellect.Triggers.Conditions;

/// <summary>The number of divisions within a window of the stream's time crosses a level. At most: only once a whole window has
/// passed.</summary>
/// <param name="divisions">What counts as a division.</param>
/// <param name="level">The level.</param>
/// <param name="windowSeconds">Length of the window, seconds.</param>
internal sealed class DivisionRateCondition(DivisionCondition divisions, Level level, double windowSeconds) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "DivisionRate",
        Words = options =>
            $"the number of divisions within {ConditionWords.Text(options.WindowSeconds ?? Window)} s {ConditionWords.Level(options)}",
        Keys = [.. ConditionKeys.Division, .. ConditionKeys.Level, nameof(ConditionOptions.WindowSeconds)],
        Missing = ConditionKeys.MissingLevel,
        HasPlace = _ => false,
        Compile = parts => () => new DivisionRateCondition(DivisionCondition.Of(parts), parts.Level, parts.Options.WindowSeconds ?? Window),
    };

    private const double Window = 600;

    private readonly List<Occurrence> _found = [];
    private readonly Queue<long> _times = new();
    private Edge _edge = new(armed: true);
    private long? _sinceNs;

    /// <inheritdoc/>
    public bool IsLevel => true;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        _sinceNs ??= frame.TimeNs;
        _found.Clear();
        divisions.Observe(frame, _found);
        foreach (var division in _found)
            if (division.Against.Length == 0)
                _times.Enqueue(frame.TimeNs);
        var windowNs = (long)(windowSeconds * 1e9);
        while (_times.TryPeek(out var time) && frame.TimeNs - time > windowNs)
            _times.Dequeue();
        var known = level.AtMost is null || frame.TimeNs - _sinceNs >= windowNs;
        if (known && _edge.Rises(level.IsMet(_times.Count), 0))
            occurred.Add(
                new Occurrence
                {
                    EventT = frame.T,
                    Value = _times.Count,
                    AcrossGap = frame.AfterGap,
                }
            );
    }
}
