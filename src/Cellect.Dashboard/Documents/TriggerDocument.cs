using System.Text.Json;
using Cellect.Data.Status;

namespace Cellect.Dashboard.Documents;

/// <summary>The triggers in the document of the status: mode, counts, rules, limits, what was done of late.</summary>
internal static class TriggerDocument
{
    private const int MostFirings = 12;

    /// <summary>Writes the part <c>triggers</c>.</summary>
    /// <param name="json">Written to.</param>
    /// <param name="triggers">How they are doing.</param>
    /// <param name="news">What they told of late, oldest first.</param>
    public static void Write(Utf8JsonWriter json, TriggerStatus triggers, (DateTimeOffset At, TriggerNews News)[] news)
    {
        json.WriteStartObject("triggers");
        json.WriteString("mode", triggers.Mode.ToString());
        if (triggers.ArmedUntil is { } until)
            json.WriteString("armedUntil", until);
        json.WriteBoolean("puttingBack", triggers.IsPuttingBack);
        json.WriteNumber("rules", triggers.Rules);
        json.WriteNumber("fired", triggers.Fired);
        json.WriteNumber("heldBack", triggers.HeldBack);
        json.WriteNumber("acknowledged", triggers.Acknowledged);
        json.WriteNumber("refused", triggers.Refused);
        json.WriteNumber("failed", triggers.Failed);
        json.WriteString("lastDisarming", triggers.LastDisarming);
        WriteList(json, "inForce", triggers.RuleDetails, WriteRule);
        WriteList(json, "limits", triggers.Limits, WriteLimit);
        WriteList(json, "firings", triggers.Firings.Take(MostFirings), WriteFiring);
        WriteList(json, "withheld", triggers.Withheld.Take(MostFirings), WriteFiring);
        WriteList(json, "armings", news.Where(entry => entry.News.Event is "armed" or "disarmed"), WriteNews);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, RuleStatus rule)
    {
        json.WriteString("name", rule.Name);
        json.WriteString("when", rule.When);
        json.WriteString("then", string.Join("; ", rule.Then));
        json.WriteNumber("fired", rule.Fired);
        json.WriteNumber("heldBack", rule.HeldBack);
    }

    private static void WriteLimit(Utf8JsonWriter json, SafetyLimit limit)
    {
        json.WriteString("name", limit.Name);
        JsonColumns.Write(json, "used", limit.Used, 2);
        JsonColumns.Write(json, "least", limit.Least, 2);
        JsonColumns.Write(json, "most", limit.Most, 2);
        json.WriteString("unit", limit.Unit);
    }

    private static void WriteFiring(Utf8JsonWriter json, TriggerFiring firing)
    {
        json.WriteString("at", firing.At);
        json.WriteString("rule", firing.Rule);
        json.WriteNumber("t", firing.T);
        json.WriteNumber("track", firing.Track);
        json.WriteString("heldBack", firing.HeldBackBy.Length > 0 ? HeldBackWords.Of(firing.HeldBackBy) : "");
        json.WriteString("mode", firing.Mode.ToString());
        WriteList(json, "actions", firing.Actions, WriteAction);
    }

    private static void WriteAction(Utf8JsonWriter json, FiredAction action)
    {
        json.WriteString("adapter", action.Adapter);
        json.WriteString("asked", action.Asked);
        json.WriteString("outcome", action.Outcome);
        json.WriteString("answer", action.Answer);
        JsonColumns.Write(json, "milliseconds", action.Milliseconds);
    }

    private static void WriteNews(Utf8JsonWriter json, (DateTimeOffset At, TriggerNews News) entry)
    {
        json.WriteString("at", entry.At);
        json.WriteString("event", entry.News.Event);
        json.WriteString("detail", entry.News.Detail);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            write(json, entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
