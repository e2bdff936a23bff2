using Cellect.Data.Tracks;
using Cellect.Triggers.Conditions;

namespace Cellect.Triggers.Rules;

/// <summary>
/// Evaluates rules on tracked frames. What it gives is a function of the frames, the rules and the calls alone: no clock of the wall, no
/// mode, nothing that the microscope answers. So a recording gives the same again.
/// </summary>
internal sealed class RuleEngine
{
    private sealed record Running(Rule Rule, ICondition Condition)
    {
        public GuardState Guard { get; set; } = new();
    }

    private readonly StreamClock _clock;
    private readonly SortedDictionary<int, TrackHistories> _tracks = [];
    private readonly List<Occurrence> _occurred = [];
    private RuleSet _book;
    private List<Running> _running;
    private RateLimit _rate;
    private int? _first;
    private int _keepVolumes = TrackHistories.LeastVolumes;
    private long _nowNs;

    /// <param name="book">Rules without mistakes.</param>
    public RuleEngine(RuleSet book)
    {
        _clock = new StreamClock(book.AssumedIntervalSeconds);
        (_book, _running, _rate) = (book, [], new RateLimit(book.MaxFiringsPerMinute));
        Use(book);
    }

    /// <summary>The sender's clock and ours.</summary>
    public StreamClock Clock => _clock;

    /// <summary>The rules in force.</summary>
    public IReadOnlyList<Rule> Rules => _book.Rules;

    /// <summary>Firings of all rules within the minute before the newest frame, and the most that may be.</summary>
    public (int Used, int Most) FiringsWithinMinute => (_rate.Within(_nowNs), _rate.PerMinute);

    /// <summary>A series begins: everything is forgotten.</summary>
    public void BeginSeries()
    {
        _tracks.Clear();
        _first = null;
        _clock.Reset();
        Use(_book);
    }

    /// <summary>Other rules from the next frame on. Tracks stay known, conditions and guards begin anew.</summary>
    public void Use(RuleSet book)
    {
        _book = book;
        _running = [.. book.Rules.Select(rule => new Running(rule, rule.Begin()))];
        _rate = new RateLimit(book.MaxFiringsPerMinute);
        _keepVolumes = book.Rules.Select(rule => rule.LookBackVolumes).Append(TrackHistories.LeastVolumes).Max();
        foreach (var tracks in _tracks.Values)
            tracks.KeepVolumes = _keepVolumes;
    }

    /// <summary>Cooldowns, numbers of firings and the rate limit begin anew with the next frame: the triggers have been armed.</summary>
    public void ResetGuards()
    {
        foreach (var running in _running)
            running.Guard = new GuardState();
        _rate = new RateLimit(_book.MaxFiringsPerMinute);
    }

    /// <summary>One more frame of the series, of one population.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="brightness">ΔF/F0 of its cells, by track, where a rule needs it (<see cref="Rule.ReadsBrightness"/>).</param>
    /// <returns>Every time that a condition was met, in the order of the rules.</returns>
    public IReadOnlyList<Evaluation> Evaluate(TrackedFrame frame, IReadOnlyDictionary<int, double>? brightness = null)
    {
        if (!_tracks.TryGetValue(frame.Header.C, out var tracks))
            _tracks.Add(frame.Header.C, tracks = new TrackHistories(_clock) { KeepVolumes = _keepVolumes });
        var facts = tracks.Advance(frame, _first ??= frame.Header.C, brightness);
        _nowNs = facts.TimeNs;
        var evaluations = new List<Evaluation>();
        foreach (var running in _running)
        {
            if (running.Condition.IsLevel && facts.Volume < running.Rule.Guards.WarmUpVolumes)
                continue;
            _occurred.Clear();
            running.Condition.Observe(facts, _occurred);
            foreach (var occurrence in _occurred)
                evaluations.Add(Decide(running, facts, occurrence));
        }

        return evaluations;
    }

    private Evaluation Decide(Running running, FrameFacts facts, Occurrence occurrence)
    {
        var rule = running.Rule;
        var against = occurrence.Against.Length > 0 ? occurrence.Against : running.Guard.HeldBackBy(rule.Guards, facts, occurrence);
        if (against.Length == 0 && !_rate.Takes(facts.TimeNs))
            against = "rate-limit";
        if (against.Length == 0)
            running.Guard.Fired(rule.Guards, facts, occurrence);
        return new Evaluation(rule, occurrence, FiringKey.Of(facts.Series, rule.Name, facts.T, occurrence.Track), against, facts);
    }
}
