using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Triggers.Brightness;
using Cellect.Triggers.Rules;
using Microsoft.Extensions.Configuration;

namespace Cellect.Triggers.Audit;

/// <summary>Evaluates a recording again with the rules that an audit log tells were in force, and compares.</summary>
internal static class AuditReplay
{
    /// <summary>What the log and the recording do not agree on, one line each; none: the same again.</summary>
    /// <param name="entries">A sound audit log.</param>
    /// <param name="series">The series that was recorded.</param>
    /// <param name="frames">Its frames.</param>
    /// <param name="recording">Their folder, for the brightness of cells where a rule needs it.</param>
    /// <returns>Evaluations compared, and the differences.</returns>
    public static (int Compared, IReadOnlyList<string> Differences) Compare(
        IReadOnlyList<JsonObject> entries,
        string series,
        IEnumerable<TrackedFrame> frames,
        string recording
    )
    {
        var rules = entries.Where(e => (string?)e["kind"] == "rules").ToList();
        var steps = entries.Where(e => (string?)e["series"] == series && (string?)e["kind"] is "rules" or "guards-reset").ToList();
        var logged = entries
            .Where(e => (string?)e["series"] == series && (string?)e["kind"] is "fired" or "held-back")
            .Select(Line)
            .ToHashSet();
        var before = rules.LastOrDefault(e =>
            Number(e) < Number(entries.First(o => (string?)o["series"] == series)) && (string?)e["series"] != series
        ) ?? rules[0];
        var engine = new RuleEngine(Book(before));
        engine.BeginSeries();
        var replayed = new HashSet<string>();
        RecordedBrightness? brightness = null;
        var next = 0;
        foreach (var frame in frames)
        {
            for (; next < steps.Count && IsDue(steps[next], frame); next++)
                if ((string?)steps[next]["kind"] == "rules")
                    engine.Use(Book(steps[next]));
                else
                    engine.ResetGuards();
            brightness ??= RecordedBrightness.For(recording, engine.Rules);
            foreach (var evaluation in engine.Evaluate(frame, brightness?.Of(frame)))
                replayed.Add(Line(evaluation));
        }

        brightness?.Dispose();
        var differences = logged
            .Except(replayed)
            .Select(l => $"in the log alone: {l}")
            .Concat(replayed.Except(logged).Select(l => $"in the replay alone: {l}"));
        return (logged.Count, [.. differences]);
    }

    /// <summary>Facts of the rules in force, as an entry of the log.</summary>
    public static JsonObject Facts(Settings.TriggerOptions options, IReadOnlyList<Region> regions) =>
        new()
        {
            ["Triggers"] = JsonSerializer.SerializeToNode(options, Data.Settings.JsonText.Indented),
            ["regions"] = JsonSerializer.SerializeToNode(regions.Select(RegionEntry.Of), RegionEntry.Json),
        };

    private static RuleSet Book(JsonObject entry)
    {
        var text = new JsonObject { ["Triggers"] = entry["Triggers"]!.DeepClone() }.ToJsonString();
        var mistakes = new List<string>();
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
        var options = RuleFile.Read(configuration, mistakes);
        var regions = entry["regions"].Deserialize<RegionEntry[]>(RegionEntry.Json)!.Select(e => e.Read().Region!).ToList();
        var book = new RuleSet(options, regions, adapters: null);
        return mistakes.Count == 0 && book.Mistakes.Count == 0
            ? book
            : throw new InvalidDataException(
                $"the rules in the audit log cannot be used: {string.Join("; ", mistakes.Concat(book.Mistakes))}"
            );
    }

    // A time point has a frame for each population; older logs do not tell which.
    private static bool IsDue(JsonObject step, TrackedFrame frame) =>
        (int)step["t"]! is var t && (t < frame.Header.T || (t == frame.Header.T && ((int?)step["c"] ?? frame.Header.C) == frame.Header.C));

    private static long Number(JsonObject entry) => (long)entry["n"]!;

    private static string Line(JsonObject e) => $"{e["key"]} event {e["event"]!["t"]} {Held((string?)e["held_back_by"])}";

    private static string Line(Evaluation e) => $"{e.Key} event {e.Occurrence.EventT} {Held(e.HeldBackBy)}";

    private static string Held(string? by) => string.IsNullOrEmpty(by) ? "fired" : $"held back by {by}";
}
