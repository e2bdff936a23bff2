using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>A cell's brightness over its own baseline, ΔF/F0, or how fast that changes, a second of the stream's clock, crosses a level and
/// holds (docs/analysis.md, "Traces"). A cell whose brightness is not known in a volume neither meets it nor gives it up.</summary>
/// <param name="filter">Of the cell.</param>
/// <param name="level">The level.</param>
/// <param name="derivative">True: of the change in a second.</param>
/// <param name="confirmVolumes">Later volumes in which it must hold.</param>
internal sealed class IntensityCondition(CellFilter filter, Level level, bool derivative, int confirmVolumes) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "Intensity",
        Words = options => $"a cell's ΔF/F0 {(options.Derivative == true ? "in a second " : "")}{ConditionWords.Level(options)}",
        Keys = [.. ConditionKeys.Track, .. ConditionKeys.Level, nameof(C.Derivative)],
        Missing = ConditionKeys.MissingLevel,
        ReadsBrightness = _ => true,
        Compile = parts => () => new IntensityCondition(parts.Filter, parts.Level, parts.Options.Derivative ?? false, parts.ConfirmVolumes),
    };

    private readonly TrackWatch _watch = new(filter, confirmVolumes);
    private Dictionary<int, (long TimeNs, double Value)> _before = [];
    private Dictionary<int, (long TimeNs, double Value)> _now = [];

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        (_before, _now) = (_now, _before);
        _now.Clear();
        foreach (var cell in frame.Cells)
            if (ValueOf(cell.Track, frame) is { } value)
                _watch.Look(frame, cell, level.IsMet(value), value, occurred);
        _watch.End(frame);
    }

    private double? ValueOf(int track, FrameFacts frame)
    {
        if (!frame.Brightness.TryGetValue(track, out var value))
            return null;
        _now[track] = (frame.TimeNs, value);
        if (!derivative)
            return value;
        return _before.TryGetValue(track, out var before) && frame.TimeNs > before.TimeNs
            ? (value - before.Value) / ((frame.TimeNs - before.TimeNs) / 1e9)
            : null;
    }
}
