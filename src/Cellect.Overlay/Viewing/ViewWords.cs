using System.Globalization;
using Cellect.Data.Tracks;

namespace Cellect.Overlay.Viewing;

/// <summary>What a viewer waits for, and why, or how the series ended: one line for people.</summary>
internal static class ViewWords
{
    private const string Processed = "processed";
    private const long NanosecondsPerTick = 100;

    /// <summary>The line; empty when there is nothing to say.</summary>
    public static string Of(ViewFacts facts)
    {
        var end = facts.IsOver ? Ended(facts.Series ?? "", facts.End) : "";
        var service =
            facts.Counts is null ? Unheard(facts)
            : facts.IsOver ? ""
            : Heard(facts);
        return string.Join("; ", new[] { end, service }.Where(words => words.Length > 0));
    }

    /// <summary>When a series ended, why, and whether all of it was tracked.</summary>
    /// <param name="series">Its name.</param>
    /// <param name="end">How; null where that is not known.</param>
    public static string Ended(string series, SeriesEnd? end)
    {
        if (end is not { Summary: { } summary })
            return $"series {series} has ended; when and how, this service does not tell";
        var at = Time(DateTimeOffset.UnixEpoch.AddTicks(end.EndedNs / NanosecondsPerTick));
        var tracked = summary.Ledger.GetValueOrDefault(Processed);
        var lost = summary
            .Ledger.Where(state => state.Key != Processed && state.Value > 0)
            .Select(state => $"{state.Value} {Said(state.Key)}");
        var whole =
            tracked < summary.Expected
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tracked} of {summary.Expected} volumes were tracked ({string.Join(", ", lost)})"
                )
            : tracked == 1 ? "its one volume was tracked"
            : string.Create(CultureInfo.InvariantCulture, $"all {tracked} volumes were tracked");
        return $"series {series} ended at {at}, {Why(summary.Reason)}; {whole}";
    }

    private static string Why(string reason) =>
        reason switch
        {
            "end" => "as its sender said",
            "replaced" => "when another one began",
            "disconnected" => "when its sender went away, perhaps too early",
            "stopped" => "when the service was stopped, perhaps too early",
            _ => reason,
        };

    private static string Said(string state) => state.Replace("dropped:", "dropped as ", StringComparison.Ordinal);

    private static string Unheard(ViewFacts facts)
    {
        var lost = facts.LostSince is { } since ? $"nothing is heard of the service since {Time(since)}: " : "";
        return facts.Probe switch
        {
            null => lost.Length > 0 ? $"{lost}looking for it at {facts.Endpoint}" : $"connecting to {facts.Endpoint}",
            { Words.Length: > 0 } probe => lost + probe.Words,
            _ when facts.IsStatusOverdue && lost.Length == 0 =>
                $"what listens at {facts.Endpoint} has published no status of Cellect yet: is it the service's Publish:Endpoint, port 5556 "
                    + "unless it is set, and not another of its ports?",
            _ => $"{lost}waiting for the status of the service at {facts.Endpoint}",
        };
    }

    private static string Heard(ViewFacts facts)
    {
        if (facts.SilentControl is { } control)
            return $"the service runs, but what it has tracked so far cannot be asked for: {Found(facts.Probe, control)} "
                + "(Publish:ControlEndpoint)";
        if (facts.Series is not { } series)
            return Unfed(facts);
        return !facts.HasFrames ? $"series {series} has begun; waiting for its first tracked volume"
            : !facts.HasPreviews ? "cells without images: the service publishes no previews (Publish:PreviewsPerSecond is 0)"
            : facts.SilentPreviews is { } previews
                ? facts.Probe is { Words.Length: 0 } ? "cells without images for now: previews rest while the service is busy"
                    : $"cells without images: {Found(facts.Probe, previews)} (Publish:PreviewEndpoint)"
            : "";
    }

    private static string Unfed(ViewFacts facts)
    {
        var ingest = facts.Counts!.Ingest;
        var (messages, useful) = (ingest.GetValueOrDefault("messages"), ingest.GetValueOrDefault("useful"));
        return messages > 0 && useful == 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the service runs and waits for volumes: {messages} messages have come to it, none of which could be used; "
                    + $"cellect probe on its computer tells why"
            )
            : "the service runs and waits for volumes: none have come to it yet";
    }

    private static string Found(ServiceProbe? probe, string endpoint) =>
        probe is { Words.Length: > 0 } found ? found.Words : $"{endpoint} does not answer";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
