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

    /// <summary>Looks which alerts stand, so that it is known since when they do; also while nobody watches.</summary>
    public void Look(ServiceStatus status) => _alerts.Read(status);

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
        JsonColumns.Write(json, "exposed", facts.Newest is null ? null : CurvePoint.Of(facts.Newest, 0).Milliseconds, 1);
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
        if (status.Triggers is { } triggers)
            TriggerDocument.Write(json, triggers, book.News());
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
}
