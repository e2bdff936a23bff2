using Cellect.Data.Status;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.Delivery;

/// <summary>What the status tells of rules and firings, as functions from the old status to the new one. What is remembered is
/// bounded, and a frame in which nothing is met changes nothing.</summary>
internal static class TriggerJournal
{
    private const string Waiting = "waiting",
        Observed = "observed";
    private const long NanosecondsPerTick = 100;

    /// <summary>Other rules are in force; those whose name stays keep their numbers.</summary>
    public static TriggerStatus InForce(TriggerStatus status, IReadOnlyList<Rule> rules)
    {
        var before = status.RuleDetails.ToDictionary(rule => rule.Name, StringComparer.OrdinalIgnoreCase);
        return status with { Rules = rules.Count, RuleDetails = [.. rules.Select(Of)] };

        RuleStatus Of(Rule rule)
        {
            string[] then = [.. rule.Actions.Select(action => Cut($"{action.Adapter}: {action.Words}"))];
            return before.TryGetValue(rule.Name, out var old)
                ? old with
                {
                    Name = rule.Name,
                    When = Cut(rule.When),
                    Then = then,
                }
                : new RuleStatus
                {
                    Name = rule.Name,
                    When = Cut(rule.When),
                    Then = then,
                };
        }
    }

    /// <summary>Conditions were met in a frame.</summary>
    /// <param name="status">The status before.</param>
    /// <param name="evaluations">Every time that one was met.</param>
    /// <param name="decidedNs">When, UTC nanoseconds.</param>
    /// <param name="mode">The mode then.</param>
    public static TriggerStatus Evaluated(TriggerStatus status, IReadOnlyList<Evaluation> evaluations, long decidedNs, TriggerMode mode)
    {
        var at = DateTimeOffset.UnixEpoch.AddTicks(decidedNs / NanosecondsPerTick);
        var rules = status.RuleDetails.ToArray();
        var (fired, withheld) = (0, 0);
        Evaluation? last = null;
        // Those of a rule stand together, and in a crowded volume there may be thousands.
        for (int begin = 0, end; begin < evaluations.Count; begin = end)
        {
            var rule = evaluations[begin].Rule;
            var (fires, heldBackBy) = (0, "");
            for (end = begin; end < evaluations.Count && ReferenceEquals(evaluations[end].Rule, rule); end++)
                if (evaluations[end].Fires)
                    (fires, last) = (fires + 1, evaluations[end]);
                else
                    heldBackBy = evaluations[end].HeldBackBy;
            var index = Array.FindIndex(rules, r => r.Name == rule.Name);
            if (index >= 0)
                rules[index] = Counted(rules[index], fires, end - begin - fires, heldBackBy, at);
            (fired, withheld) = (fired + fires, withheld + end - begin - fires);
        }

        return status with
        {
            Fired = status.Fired + fired,
            HeldBack = status.HeldBack + withheld,
            LastFiring = last is null ? status.LastFiring : Line(last),
            RuleDetails = rules,
            Firings = Newest(evaluations, fires: true, fired, at, mode, status.Firings),
            Withheld = Newest(evaluations, fires: false, withheld, at, mode, status.Withheld),
        };
    }

    /// <summary>An action has ended, or will not be sent.</summary>
    /// <param name="status">The status before.</param>
    /// <param name="request">The action, with what depends on the place of the event.</param>
    /// <param name="outcome">As in <see cref="FiredAction.Outcome"/>.</param>
    /// <param name="detail">Why, for people.</param>
    /// <param name="reply">What the microscope answered; null where it was not asked.</param>
    public static TriggerStatus Ended(TriggerStatus status, ActionRequest request, string outcome, string detail, ActionReply? reply)
    {
        for (var i = 0; i < status.Firings.Count; i++)
        for (var j = 0; j < status.Firings[i].Actions.Count; j++)
            if (status.Firings[i].Actions[j] is var action && action.Key == request.Key)
            {
                var ended = action with
                {
                    Asked = Asked(action.Asked, request.Change),
                    Outcome = outcome,
                    Answer = Answer(detail, reply),
                    Milliseconds = reply is { SentNs: > 0, AcknowledgedNs: > 0 } ? (reply.AcknowledgedNs - reply.SentNs) / 1e6 : null,
                };
                var firing = status.Firings[i] with { Actions = With(status.Firings[i].Actions, j, ended) };
                return status with { Firings = With(status.Firings, i, firing) };
            }

        return status;
    }

    private static RuleStatus Counted(RuleStatus rule, int fires, int withheld, string heldBackBy, DateTimeOffset at) =>
        rule with
        {
            Fired = rule.Fired + fires,
            HeldBack = rule.HeldBack + withheld,
            LastFired = fires > 0 ? at : rule.LastFired,
            LastHeldBack = withheld > 0 ? at : rule.LastHeldBack,
            LastHeldBackBy = withheld > 0 ? heldBackBy : rule.LastHeldBackBy,
        };

    private static IReadOnlyList<TriggerFiring> Newest(
        IReadOnlyList<Evaluation> evaluations,
        bool fires,
        int count,
        DateTimeOffset at,
        TriggerMode mode,
        IReadOnlyList<TriggerFiring> before
    )
    {
        if (count == 0)
            return before;
        var newest = new List<TriggerFiring>(TriggerFiring.Most);
        for (var i = evaluations.Count - 1; i >= 0 && newest.Count < TriggerFiring.Most; i--)
            if (evaluations[i].Fires == fires)
                newest.Add(Of(evaluations[i], at, mode));
        newest.AddRange(before.Take(TriggerFiring.Most - newest.Count));
        return newest;
    }

    private static TriggerFiring Of(Evaluation evaluation, DateTimeOffset at, TriggerMode mode) =>
        new()
        {
            At = at,
            Rule = evaluation.Rule.Name,
            Series = evaluation.Frame.Series,
            T = evaluation.Frame.T,
            Key = evaluation.Key,
            Mode = mode,
            Track = evaluation.Occurrence.Track,
            Place = evaluation.Occurrence.Place,
            HeldBackBy = evaluation.HeldBackBy,
            Actions = evaluation.Fires ? Actions(evaluation, mode) : [],
        };

    private static FiredAction[] Actions(Evaluation evaluation, TriggerMode mode) =>
        [
            .. evaluation.Rule.Actions.Select(
                (action, index) =>
                    new FiredAction(
                        FiredAction.KeyOf(evaluation.Key, index),
                        action.Adapter,
                        Cut(action.Words),
                        mode >= TriggerMode.DryRun ? Waiting : Observed
                    )
            ),
        ];

    // What was refused before the stage's place was known has nothing to say that the rule has not.
    private static string Asked(string before, MicroscopeSettings change) =>
        change.StageMicrometres is null && change.Region is null ? before : Cut(SettingsWords.Of(change));

    private static string Answer(string detail, ActionReply? reply) =>
        reply?.ReadBack is { IsEmpty: false } settings
            ? Cut($"{(detail.Length > 0 ? $"{detail}; " : "")}reads {SettingsWords.Of(settings)}")
            : Cut(detail);

    private static string Line(Evaluation evaluation) =>
        FormattableString.Invariant($"{evaluation.Rule.Name} at t={evaluation.Frame.T}, {Subject(evaluation.Occurrence.Track)}");

    private static string Subject(int track) => track == 0 ? "no single track" : FormattableString.Invariant($"track {track}");

    private static T[] With<T>(IReadOnlyList<T> list, int index, T value)
    {
        T[] copy = [.. list];
        copy[index] = value;
        return copy;
    }

    private static string Cut(string text) =>
        text.Length <= TriggerFiring.LongestText ? text : text[..(TriggerFiring.LongestText - 3)] + "...";
}
