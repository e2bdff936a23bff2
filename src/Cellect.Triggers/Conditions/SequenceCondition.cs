namespace Cellect.Triggers.Conditions;

/// <summary>One condition and, within a time of the stream's clock, another; the second fires. Each first serves once.</summary>
/// <param name="first">The first.</param>
/// <param name="then">The second.</param>
/// <param name="withinSeconds">Longest time between, seconds.</param>
/// <param name="sameCell">Whether both must be of one cell, its mother or its daughters.</param>
internal sealed class SequenceCondition(ICondition first, ICondition then, double withinSeconds, bool sameCell) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "Sequence",
        Words = options =>
            $"{ConditionWords.Of(options.First)}; then, within {ConditionWords.Text(options.WithinSeconds ?? Within)} s, "
            + ConditionWords.Of(options.Then),
        Keys =
        [
            nameof(ConditionOptions.First),
            nameof(ConditionOptions.Then),
            nameof(ConditionOptions.WithinSeconds),
            nameof(ConditionOptions.SameCell),
        ],
        Missing = Missing,
        HasPlace = options => options.Then is { } then && ConditionCompiler.HasPlace(then),
        SeesAllPopulations = true,
        ReadsBrightness = options => ReadsBrightness(options.First) || ReadsBrightness(options.Then),
        LookBack = options => Math.Max(LookBack(options.First), LookBack(options.Then)),
        Compile = Compile,
    };

    private const double Within = 600;
    private const int MostWaiting = 10_000;

    private readonly List<(Occurrence Occurrence, long TimeNs)> _waiting = [];
    private readonly List<Occurrence> _found = [];

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        _waiting.RemoveAll(w => frame.TimeNs - w.TimeNs > withinSeconds * 1e9);
        _found.Clear();
        then.Observe(frame, _found);
        foreach (var second in _found)
        {
            var match = second.Against.Length > 0 ? -1 : _waiting.FindIndex(w => !sameCell || IsSame(w.Occurrence, second, frame.Tracks));
            if (match < 0)
                continue;
            var across = second.AcrossGap || _waiting[match].Occurrence.AcrossGap;
            _waiting.RemoveAt(match);
            occurred.Add(second with { AcrossGap = across });
        }

        _found.Clear();
        first.Observe(frame, _found);
        foreach (var one in _found)
            if (one.Against.Length == 0 && _waiting.Count < MostWaiting)
                _waiting.Add((one, frame.TimeNs));
    }

    private static bool IsSame(Occurrence one, Occurrence other, TrackHistories tracks) =>
        one.Track > 0
        && other.Track > 0
        && (
            one.Track == other.Track
            || one.Daughters.Contains(other.Track)
            || other.Daughters.Contains(one.Track)
            || tracks.Find(other.Track)?.Parent == one.Track
            || tracks.Find(one.Track)?.Parent == other.Track
        );

    private static (string Key, string Message)? Missing(ConditionOptions options)
    {
        if (options is not { First: { } first, Then: { } then })
            return (nameof(options.First), "a Sequence needs First and Then");
        return ConditionKinds.Of(first) == Kind || ConditionKinds.Of(then) == Kind
            ? (nameof(options.First), "a Sequence may not hold another one")
            : null;
    }

    private static bool ReadsBrightness(ConditionOptions? part) => part is not null && ConditionCompiler.ReadsBrightness(part);

    private static int LookBack(ConditionOptions? part) => part is null ? 0 : ConditionCompiler.LookBack(part);

    private static Func<ICondition> Compile(ConditionParts parts)
    {
        var options = parts.Options;
        var (first, then) = (parts.Compile(options.First!, nameof(options.First)), parts.Compile(options.Then!, nameof(options.Then)));
        return () => new SequenceCondition(first(), then(), options.WithinSeconds ?? Within, options.SameCell ?? false);
    }
}
