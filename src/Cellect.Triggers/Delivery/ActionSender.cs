using System.Text.Json.Nodes;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Delivery;

/// <summary>Takes one action through its last checks (stage, deadline, envelope, dose) and to the microscope.</summary>
internal sealed class ActionSender(
    Microscopes microscopes,
    EnvelopeOptions limits,
    KnownSettings known,
    DoseGuard dose,
    TriggerStatusStore board,
    TriggerMetrics metrics,
    AuditLog audit,
    Action<TriggerNews> tell,
    TimeProvider time,
    ILogger log
)
{
    private readonly SafetyEnvelope _envelope = new(limits);

    /// <summary>Our clock minus the sender's, nanoseconds; null: unknown.</summary>
    public long? ClockOffsetNs { get; set; }

    /// <summary>Told why a microscope cannot be believed any more: the triggers disarm.</summary>
    public Action<string> Distrust { get; set; } = _ => { };

    /// <summary>Sends an order, or says why not.</summary>
    /// <param name="order">What a rule asks for.</param>
    /// <param name="waited">How long it has waited since it was decided, on the monotonic clock.</param>
    /// <param name="mode">The mode now.</param>
    /// <param name="stopped">Why nothing may be sent now; null: it may. Asked last, again just before sending.</param>
    /// <param name="cancel">Gives up what is under way.</param>
    public async Task SendAsync(ActionOrder order, TimeSpan waited, TriggerMode mode, Func<string?> stopped, CancellationToken cancel)
    {
        var request = order.Request;
        if (Complete(order, out var change) is { } unmapped)
        {
            NotSent(request, "refused", unmapped, mode);
            return;
        }

        request = request with { Change = change };
        if (Lateness(request.Stamps, waited) is > 0 and var late)
            NotSent(
                request,
                "expired",
                FormattableString.Invariant($"the decision is {late * 1e3:0} ms older than its rule's deadline allows"),
                mode
            );
        else if (
            _envelope.Refusal(
                change,
                mode == TriggerMode.Armed ? known.Recorded.GetValueOrDefault(order.Action.Adapter, MicroscopeSettings.None) : null
            ) is
            { } refusal
        )
            NotSent(request, "refused", refusal, mode);
        else if (mode == TriggerMode.DryRun)
        {
            board.Change(s => TriggerJournal.Ended(s, request, "dry-run", "", reply: null));
            Tell(request, "dry-run", "", mode, null);
        }
        else if (mode != TriggerMode.Armed || stopped() is not null)
            NotSent(request, "refused", stopped() ?? "not armed any more", mode);
        else if (order.IsReplayed && !microscopes.Adapters[order.Action.Adapter].IsRehearsal)
            NotSent(request, "refused", $"a replayed volume fired it, and {order.Action.Adapter} is no rehearsal", mode);
        else if (dose.TryTake(order.Action.Adapter, change) is { } tooMuch)
        {
            dose.Settle();
            NotSent(request, "refused", tooMuch, mode);
        }
        else
            await SendAsync(microscopes.Adapters[order.Action.Adapter], request, cancel);
    }

    /// <summary>An action is not sent.</summary>
    public void NotSent(ActionRequest request, string what, string why, TriggerMode mode)
    {
        TriggerLog.NotSent(log, request.Key, why);
        metrics.Ended(what);
        board.Change(s => TriggerJournal.Ended(s, request, what, why, reply: null) with { Refused = s.Refused + 1 });
        Tell(request, what, why, mode, null);
    }

    private async Task SendAsync(IActionAdapter adapter, ActionRequest request, CancellationToken cancel)
    {
        ActionReply reply;
        var sent = time.GetTimestamp();
        try
        {
            reply = await adapter.SendAsync(request, cancel);
        }
        catch (OperationCanceledException)
        {
            reply = new ActionReply { Outcome = ActionOutcome.Unacknowledged, Detail = "given up: disarmed or stopped meanwhile" };
        }

        if (reply.Outcome is ActionOutcome.Done or ActionOutcome.Refused)
            dose.Answered(time.GetElapsedTime(sent));
        Learn(adapter.Name, request, reply);
        var outcome = reply.Outcome.ToString().ToLowerInvariant();
        var detail = string.Join("; ", new[] { reply.Detail, reply.Mismatch }.Where(text => text.Length > 0));
        board.Change(s => TriggerStatusStore.Counted(TriggerJournal.Ended(s, request, outcome, detail, reply), reply.Outcome));
        metrics.Ended(outcome);
        metrics.Took(request.Stamps, reply, ClockOffsetNs);
        Tell(request, outcome, detail, TriggerMode.Armed, reply);
    }

    /// <summary>Puts in what depends on the place of the event.</summary>
    private string? Complete(ActionOrder order, out MicroscopeSettings change)
    {
        change = order.Request.Change;
        if (!order.Action.NeedsPlace)
            return null;
        if (order.Request.Cells is not [var cell, ..])
            return "the event has no place";
        if (order.Action.RegionMicrometres is { } size)
        {
            var centre = cell.Micrometres;
            change = change with
            {
                Region = new ImagedRegion(new Point3(centre.Z - (size.Z / 2), centre.Y - (size.Y / 2), centre.X - (size.X / 2)), size),
            };
        }

        if (!order.Action.MoveToEvent)
            return null;
        var refusal = microscopes.Stage.TryMap(cell.Micrometres, out var stage);
        if (refusal is null)
            change = change with { StageMicrometres = stage };
        return refusal;
    }

    /// <summary>What is known of the microscope after an action.</summary>
    private void Learn(string adapter, ActionRequest request, ActionReply reply)
    {
        var mistake = reply.ReadBack is { } told ? ReadingCheck.Mistake(told) : null;
        if (reply.Outcome == ActionOutcome.Done)
            known.Apply(adapter, request.Change);
        else if (reply.Outcome == ActionOutcome.Unacknowledged)
            known.ApplyBrighter(adapter, request.Change);
        if (mistake is null && reply.ReadBack is { } readBack)
            known.Apply(adapter, readBack);
        dose.Settle();
        if (mistake is not null)
            Distrust($"adapter {adapter} tells {mistake} after action {request.Key}");
        else if (reply.Outcome is ActionOutcome.Done or ActionOutcome.Refused)
            board.Clear(TriggerAlerts.Silent + adapter);
        else
            board.Raise(
                TriggerAlerts.Silent + adapter,
                $"adapter {adapter} did not carry out action {request.Key} ({reply.Outcome}): {reply.Detail}",
                "look whether the microscope's side runs; the other adapters go on"
            );
    }

    /// <summary>Seconds beyond the deadline; a clock of the wall that was set back while the order waited does not prolong it.</summary>
    private double Lateness(DecisionStamps stamps, TimeSpan waited) =>
        stamps.DeadlineNs <= 0
            ? 0
            : Math.Max(
                (time.UtcNanoseconds() - stamps.DeadlineNs) / 1e9,
                waited.TotalSeconds - ((stamps.DeadlineNs - stamps.DecidedNs) / 1e9)
            );

    private void Tell(ActionRequest request, string what, string detail, TriggerMode mode, ActionReply? reply)
    {
        audit.Append(
            what,
            new JsonObject
            {
                ["mode"] = mode.ToString(),
                ["action"] = request.Key,
                ["rule"] = request.Rule,
                ["change"] = AuditFacts.Of(request.Change),
                ["detail"] = detail,
                ["decided_ns"] = request.Stamps.DecidedNs,
                ["deadline_ns"] = request.Stamps.DeadlineNs,
                ["sent_ns"] = reply?.SentNs ?? 0,
                ["acknowledged_ns"] = reply?.AcknowledgedNs ?? 0,
                ["attempts"] = reply?.Attempts ?? 0,
                ["read_back"] = reply?.ReadBack is { } settings ? AuditFacts.Of(settings) : null,
            }
        );
        tell(
            new TriggerNews
            {
                Event = what,
                Mode = mode,
                Rule = request.Rule,
                Key = request.Key,
                T = request.TimePoint,
                Detail = detail,
                Stamps = (request.Stamps.DecidedNs, reply?.SentNs ?? 0, reply?.AcknowledgedNs ?? 0),
            }
        );
    }
}
