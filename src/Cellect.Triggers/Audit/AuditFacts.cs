using System.Text.Json.Nodes;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Conditions;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.Audit;

/// <summary>Content of the audit log's entries.</summary>
internal static class AuditFacts
{
    /// <summary>An evaluation with everything that it was decided on.</summary>
    public static JsonObject Of(Evaluation evaluation, TrackedFrame frame, long decidedNs, long? clockOffsetNs, TriggerMode mode) =>
        new()
        {
            ["mode"] = mode.ToString(),
            ["series"] = evaluation.Frame.Series,
            ["t"] = evaluation.Frame.T,
            ["rule"] = evaluation.Rule.Name,
            ["key"] = evaluation.Key,
            ["held_back_by"] = evaluation.HeldBackBy,
            ["event"] = Of(evaluation.Occurrence),
            ["volume"] = evaluation.Frame.Volume,
            ["time_ns"] = evaluation.Frame.TimeNs,
            ["after_gap"] = evaluation.Frame.AfterGap,
            ["age_s"] = evaluation.Frame.AgeSeconds,
            ["exposure_end_ns"] = frame.Stamps.ExposureEndNs,
            ["received_ns"] = frame.Stamps.ReceivedNs,
            ["inferred_ns"] = frame.Stamps.InferredNs,
            ["linked_ns"] = frame.Stamps.LinkedNs,
            ["decided_ns"] = decidedNs,
            ["clock_offset_ns"] = clockOffsetNs,
            ["recorded_ns"] = frame.Header.Recorded is { } recorded ? new JsonArray(recorded.ReceivedNs, recorded.LinkedNs) : null,
        };

    /// <summary>What was met.</summary>
    public static JsonObject Of(Occurrence occurrence) =>
        new()
        {
            ["t"] = occurrence.EventT,
            ["track"] = occurrence.Track,
            ["daughters"] = new JsonArray([.. occurrence.Daughters.Select(d => (JsonNode)d)]),
            ["place_um"] = occurrence.Place is { } p ? new JsonArray(p.Z, p.Y, p.X) : null,
            ["value"] = occurrence.Value,
            ["across_gap"] = occurrence.AcrossGap,
        };

    /// <summary>Settings of a microscope; what is not known is left out.</summary>
    public static JsonObject Of(MicroscopeSettings settings)
    {
        var facts = new JsonObject();
        if (settings.IntervalSeconds is { } interval)
            facts["interval_s"] = interval;
        if (settings.PowerPercent is { } power)
            facts["power_percent"] = power;
        if (settings.ExposureMilliseconds is { } exposure)
            facts["exposure_ms"] = exposure;
        if (settings.StageMicrometres is { } stage)
            facts["stage_um"] = Of(stage);
        if (settings.Region is { } region)
            facts["region"] = new JsonObject { ["origin_um"] = Of(region.OriginMicrometres), ["size_um"] = Of(region.SizeMicrometres) };
        if (settings.Extras.Count > 0)
            facts["extras"] = new JsonObject(settings.Extras.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value)));
        return facts;
    }

    private static JsonArray Of(Point3 point) => new(point.Z, point.Y, point.X);
}
