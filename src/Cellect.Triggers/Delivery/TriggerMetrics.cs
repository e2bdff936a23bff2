using System.Diagnostics.Metrics;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Delivery;

/// <summary>The instruments of the triggers, meter <c>Cellect</c>: how often, and how long each part of the way takes.</summary>
internal sealed class TriggerMetrics
{
    private readonly Counter<long> _evaluations;
    private readonly Counter<long> _actions;
    private readonly Histogram<double> _latency;

    /// <param name="factory">Makes the meter.</param>
    public TriggerMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("Cellect");
        _evaluations = meter.CreateCounter<long>(
            "cellect.triggers.evaluations",
            "{evaluation}",
            "Times that a condition was met, by rule and by the guard that held it back."
        );
        _actions = meter.CreateCounter<long>("cellect.triggers.actions", "{action}", "Actions, by what became of them.");
        _latency = meter.CreateHistogram<double>(
            "cellect.triggers.latency",
            "ms",
            "Parts of the way from the end of exposure to the acknowledgement."
        );
    }

    /// <summary>A condition was met.</summary>
    public void Evaluated(string rule, string heldBackBy) =>
        _evaluations.Add(1, new KeyValuePair<string, object?>("rule", rule), new KeyValuePair<string, object?>("held_back_by", heldBackBy));

    /// <summary>An action has ended.</summary>
    public void Ended(string outcome) => _actions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>How long an acknowledged action took.</summary>
    /// <param name="decision">When what led to it happened.</param>
    /// <param name="reply">When it was sent and acknowledged.</param>
    /// <param name="clockOffsetNs">Our clock minus the sender's; null: unknown.</param>
    public void Took(DecisionStamps decision, ActionReply reply, long? clockOffsetNs)
    {
        if (decision.ExposureEndNs > 0 && clockOffsetNs is { } offset)
            Record("exposure-to-received", decision.ExposureEndNs + offset, decision.ReceivedNs);
        Record("received-to-inferred", decision.ReceivedNs, decision.InferredNs);
        Record("inferred-to-decided", decision.InferredNs, decision.DecidedNs);
        Record("decided-to-sent", decision.DecidedNs, reply.SentNs);
        Record("decided-to-acknowledged", decision.DecidedNs, reply.AcknowledgedNs);
    }

    private void Record(string part, long fromNs, long toNs)
    {
        if (fromNs > 0 && toNs > 0)
            _latency.Record((toNs - fromNs) / 1e6, new KeyValuePair<string, object?>("part", part));
    }
}
