using System.Globalization;
using Cellect.Data.Status;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>The triggers: mode, limits, rules and what was fired.</summary>
internal static class TriggerForm
{
    private const int MostShown = 8;
    private static readonly int[] Durations = [10, 30, 60, 240];

    /// <summary>The form.</summary>
    /// <param name="status">How the triggers are doing; null where there are none.</param>
    /// <param name="words">Mode and time left.</param>
    /// <param name="asked">Minutes of an arming that waits for a second press; 0: none.</param>
    public static Form Of(TriggerStatus? status, string words, int asked)
    {
        if (status is null)
            return new Form("Triggers", [new TextRow("There are none: Triggers:Mode is Off (docs/triggers.md).", Tone.Faint)]);
        if (status.ReadOnly.Length > 0 && status.Mode == TriggerMode.Off && status.RuleDetails.Count == 0)
            return new Form("Triggers", [new TextRow(status.ReadOnly, Tone.Warning), StopRow]);
        var rows = new List<FormRow>
        {
            new FactRow("mode", words, status.Mode == TriggerMode.Armed ? Tone.Danger : Tone.Good),
            new FactRow("fired", $"{status.Fired}, held back {status.HeldBack}"),
            new FactRow("microscope", $"{status.Acknowledged} done, {status.Refused} refused, {status.Failed} failed"),
        };
        if (status.LastDisarming.Length > 0)
            rows.Add(new TextRow(status.LastDisarming, Tone.Faint));
        AddButtons(rows, status, asked);
        AddLimits(rows, status);
        AddRules(rows, status);
        AddFirings(rows, "last firings", status.Firings);
        AddFirings(rows, "held back of late", status.Withheld);
        return new Form("Triggers", new Listed<FormRow>([.. rows]));
    }

    // What stops is never left out: it is tried where nothing else is allowed.
    private static ButtonsRow StopRow => new([new(new(CommandKind.Stop), "EMERGENCY STOP (X)", true, Tone.Danger)]);

    private static void AddButtons(List<FormRow> rows, TriggerStatus status, int asked)
    {
        rows.Add(StopRow);
        if (status.CommandAnswer.Length > 0)
            rows.Add(new TextRow(status.CommandAnswer, Tone.Good));
        if (status.ReadOnly.Length > 0)
        {
            rows.Add(new TextRow(status.ReadOnly, Tone.Warning));
            return;
        }

        if (status.Mode == TriggerMode.Armed)
        {
            rows.Add(new ButtonsRow([new(new(CommandKind.Disarm), "disarm")]));
            return;
        }

        rows.Add(new TextRow(asked > 0 ? $"Press {Minutes(asked)} once more to arm." : "Arm for:", asked > 0 ? Tone.Danger : Tone.Faint));
        rows.Add(
            new ButtonsRow(
                new Listed<FormButton>([
                    .. Durations.Select(m => new FormButton(
                        new(CommandKind.Arm, m),
                        Minutes(m),
                        m == asked,
                        m == asked ? Tone.Danger : Tone.Plain
                    )),
                ])
            )
        );
    }

    private static void AddLimits(List<FormRow> rows, TriggerStatus status)
    {
        if (status.Limits.Count > 0)
            rows.Add(new HeadingRow("limits"));
        foreach (var limit in status.Limits)
        {
            var share = limit is { Used: { } used, Most: > 0 } ? (float)(used / limit.Most) : 0;
            var now = limit.Used is { } known ? known.ToString("0.##", CultureInfo.InvariantCulture) : "?";
            rows.Add(
                new BarRow(
                    limit.Name,
                    share,
                    string.Create(CultureInfo.InvariantCulture, $"{now} of {limit.Most:0.##} {limit.Unit}"),
                    share >= 0.8f ? Tone.Warning : Tone.Good
                )
            );
        }
    }

    private static void AddRules(List<FormRow> rows, TriggerStatus status)
    {
        rows.Add(new HeadingRow(status.RuleDetails.Count == 0 ? "no rules" : "rules"));
        foreach (var rule in status.RuleDetails)
        {
            rows.Add(new TextRow(rule.Name));
            rows.Add(new FactRow("when", rule.When));
            rows.Add(new FactRow("then", rule.Then.Count > 0 ? string.Join("; ", rule.Then) : "it is published and logged"));
            rows.Add(new FactRow("fired", $"{rule.Fired}, held back {rule.HeldBack}"));
            if (rule.LastHeldBackBy.Length > 0)
                rows.Add(new FactRow("last by", HeldBackWords.Of(rule.LastHeldBackBy), Tone.Faint));
        }
    }

    private static void AddFirings(List<FormRow> rows, string heading, IReadOnlyList<TriggerFiring> firings)
    {
        if (firings.Count == 0)
            return;
        rows.Add(new HeadingRow(heading));
        foreach (var firing in firings.Take(MostShown))
        {
            var clock = firing.At.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            rows.Add(new FactRow(clock, $"{firing.Rule}, t {firing.T}{(firing.Track > 0 ? $", track {firing.Track}" : "")}"));
            if (firing.HeldBackBy.Length > 0)
                rows.Add(new FactRow("", HeldBackWords.Of(firing.HeldBackBy), Tone.Faint));
            foreach (var action in firing.Actions)
                rows.Add(new FactRow(action.Outcome, Words(action), Loud(action.Outcome)));
        }
    }

    private static string Words(FiredAction action)
    {
        var took = action.Milliseconds is { } ms ? string.Create(CultureInfo.InvariantCulture, $" in {ms:0} ms") : "";
        return action.Answer.Length > 0 ? $"{action.Asked}{took}: {action.Answer}" : action.Asked + took;
    }

    private static Tone Loud(string outcome) =>
        outcome switch
        {
            "done" => Tone.Good,
            "refused" or "failed" or "unacknowledged" or "expired" => Tone.Warning,
            _ => Tone.Faint,
        };

    private static string Minutes(int minutes) => minutes >= 60 ? $"{minutes / 60} h" : $"{minutes} min";
}
