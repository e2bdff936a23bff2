using System.Text.Json;
using Cellect.Data.Status;

namespace Cellect.Dashboard.Documents;

/// <summary>The document of how the service is doing. One thread.</summary>
/// <param name="book">What the series has told.</param>
/// <param name="time">Clock.</param>
internal sealed class StatusDocument(SeriesBook book, TimeProvider time)
{
    /// <summary>Its kind.</summary>
    public const string Kind = "status";

    private readonly RateMeter _in = new(time);
    private readonly RateMeter _out = new(time);
    private readonly AlertBook _alerts = new(time);

    /// <summary>Writes it.</summary>
    /// <param name="json">Written to.</param>
    /// <param name="status">The service's figures.</param>
    public void Write(Utf8JsonWriter json, ServiceStatus status)
    {
        var facts = book.Facts;
        json.WriteString("now", time.GetUtcNow());
        json.WriteString("series", facts.Header?.Series ?? "");
        json.WriteBoolean("active", facts.Active);
        json.WriteString("ended", facts.Ended);
        JsonColumns.Write(json, "t", facts.Newest?.Header.T);
        JsonColumns.Write(json, "stale", facts.Newest is null ? null : time.GetElapsedTime(facts.At).TotalSeconds, 1);
        json.WriteNumber("cells", facts.Newest?.Cells.Count ?? 0);
        json.WriteNumber("tracks", facts.Tracks);
        json.WriteNumber("divisions", facts.Divisions);
        JsonColumns.Write(json, "in", _in.Read(status.VolumesIn), 2);
        JsonColumns.Write(json, "out", _out.Read(status.VolumesOut), 2);
        json.WriteString("device", status.Device);
        json.WriteString("scale", status.Scale?.ToString() ?? "");
        WriteLedger(json, status.Ledger);
        WriteLatency(json);
        WriteAlerts(json, _alerts.Read(status));
        WriteStorage(json, status.Storage);
        WriteTriggers(json, status.Triggers);
    }

    private static void WriteLedger(Utf8JsonWriter json, IReadOnlyDictionary<string, long> ledger)
    {
        json.WriteStartObject("ledger");
        foreach (var (state, count) in ledger)
            json.WriteNumber(state, count);
        json.WriteEndObject();
    }

    private void WriteLatency(Utf8JsonWriter json)
    {
        json.WriteStartObject("latency");
        foreach (var (stage, now, median, high) in book.Latency())
        {
            json.WriteStartObject(stage);
            JsonColumns.Write(json, "now", now, 1);
            JsonColumns.Write(json, "median", median, 1);
            JsonColumns.Write(json, "p95", high, 1);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAlerts(Utf8JsonWriter json, IReadOnlyList<Alert> alerts)
    {
        json.WriteStartArray("alerts");
        foreach (var alert in alerts)
        {
            json.WriteStartObject();
            json.WriteString("text", alert.Text);
            json.WriteString("remedy", alert.Remedy);
            json.WriteString("since", alert.Since);
            json.WriteNumber("count", alert.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStorage(Utf8JsonWriter json, VolumeStorage? storage)
    {
        if (storage is null)
            return;
        json.WriteStartObject("storage");
        json.WriteString("mode", storage.Mode);
        json.WriteNumber("stored", storage.Stored);
        json.WriteNumber("lost", storage.Lost);
        JsonColumns.Write(json, "secondsLeft", storage.SecondsLeft);
        json.WriteEndObject();
    }

    private void WriteTriggers(Utf8JsonWriter json, TriggerStatus? triggers)
    {
        if (triggers is null)
            return;
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
        json.WriteString("lastFiring", triggers.LastFiring);
        json.WriteString("lastDisarming", triggers.LastDisarming);
        WriteNews(json);
        json.WriteEndObject();
    }

    private void WriteNews(Utf8JsonWriter json)
    {
        json.WriteStartArray("news");
        foreach (var (at, news) in book.News())
        {
            json.WriteStartObject();
            json.WriteString("at", at);
            json.WriteString("event", news.Event);
            json.WriteString("rule", news.Rule);
            json.WriteNumber("t", news.T);
            json.WriteNumber("track", news.Track);
            json.WriteString("detail", news.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
