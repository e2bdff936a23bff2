using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>
/// The rate of division, divisions of a cell in an hour of the stream's clock, crosses a level: divisions within a window over the hours
/// for which cells were watched in it, in the region that cells and divisions are narrowed to. Only once a whole window has passed.
/// </summary>
/// <param name="divisions">What counts as a division.</param>
/// <param name="filter">Which cells count.</param>
/// <param name="level">The level.</param>
/// <param name="windowSeconds">Length of the window, seconds.</param>
internal sealed class ProliferationCondition(DivisionCondition divisions, CellFilter filter, Level level, double windowSeconds) : ICondition
{
    private const double Window = 3600;
    private const double NanosecondsPerHour = 3600e9;

    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "Proliferation",
        Words = options =>
            $"the divisions of a cell in an hour, over {ConditionWords.Text(options.WindowSeconds ?? Window)} s, "
            + $"{ConditionWords.Level(options)}",
        Keys = [.. ConditionKeys.Division, .. ConditionKeys.Level, nameof(C.WindowSeconds)],
        Missing = ConditionKeys.MissingLevel,
        HasPlace = _ => false,
        Compile = parts =>
            () => new ProliferationCondition(DivisionCondition.Of(parts), parts.Filter, parts.Level, parts.Options.WindowSeconds ?? Window),
    };

    private readonly List<Occurrence> _found = [];
    private readonly Queue<(long TimeNs, int Divisions, double CellHours)> _frames = new();
    private Edge _edge = new(armed: true);
    private long? _sinceNs;
    private long _lastNs;
    private int _divided;
    private double _cellHours;

    /// <inheritdoc/>
    public bool IsLevel => true;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        _found.Clear();
        divisions.Observe(frame, _found);
        Add(frame, _found.Count(division => division.Against.Length == 0));
        if (frame.TimeNs - _sinceNs < windowSeconds * 1e9 || _cellHours <= 0)
            return;
        var rate = _divided / _cellHours;
        if (_edge.Rises(level.IsMet(rate), 0))
            occurred.Add(
                new Occurrence
                {
                    EventT = frame.T,
                    Value = rate,
                    AcrossGap = frame.AfterGap,
                }
            );
    }

    private void Add(FrameFacts frame, int divided)
    {
        var cells = 0;
        foreach (var cell in frame.Cells)
            cells += filter.Takes(cell) ? 1 : 0;
        var hours = _sinceNs is null ? 0 : cells * (frame.TimeNs - _lastNs) / NanosecondsPerHour;
        _sinceNs ??= frame.TimeNs;
        _lastNs = frame.TimeNs;
        _frames.Enqueue((frame.TimeNs, divided, hours));
        (_divided, _cellHours) = (_divided + divided, _cellHours + hours);
        while (_frames.TryPeek(out var oldest) && frame.TimeNs - oldest.TimeNs > windowSeconds * 1e9)
        {
            _frames.Dequeue();
            (_divided, _cellHours) = (_divided - oldest.Divisions, _cellHours - oldest.CellHours);
        }
    }
}
