using Cellect.Data.Status;
using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>status</c>: how the service is doing, whether or not volumes come.</summary>
internal static class StatusMessage
{
    public const string Topic = "status";

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, LiveStatus status)
    {
        envelope.Write(ref writer, Topic, more: 19);
        writer.Write("active");
        writer.Write(status.Active);
        writer.Write("volumes_in");
        writer.Write(status.Counts.VolumesIn);
        writer.Write("volumes_out");
        writer.Write(status.Counts.VolumesOut);
        writer.Write("cells");
        writer.Write(status.Cells);
        writer.Write("tracks");
        writer.Write(status.Tracks);
        writer.Write("divisions");
        writer.Write(status.Divisions);
        writer.Write("stale_s");
        if (status.StaleSeconds is { } stale)
            writer.Write(stale);
        else
            writer.WriteNil();
        writer.Write("latency_ms");
        WriteLatency(ref writer, status.Latency);
        writer.Write("ledger");
        SeriesMessage.WriteLedger(ref writer, status.Counts.Ledger);
        writer.Write("alerts");
        WriteAlerts(ref writer, status.Counts.Alerts);
        writer.Write("triggers");
        WriteTriggers(ref writer, status.Counts.Triggers);
        writer.Write("ingest");
        SeriesMessage.WriteLedger(ref writer, status.Counts.Ingest);
        writer.Write("closed_connections");
        writer.WriteMapHeader(status.Counts.ClosedConnections.Count);
        foreach (var (door, reasons) in status.Counts.ClosedConnections)
        {
            writer.Write(door);
            SeriesMessage.WriteLedger(ref writer, reasons);
        }

        writer.Write("storage");
        WriteStorage(ref writer, status.Counts.Storage);
        writer.Write("bad_requests");
        writer.Write(status.BadRequests);
        writer.Write("device");
        writer.Write(status.Counts.Device);
        writer.Write("scale");
        if (status.Counts.Scale is { } scale)
        {
            writer.WriteArrayHeader(2);
            writer.Write(scale.Slices);
            writer.Write(scale.Columns);
        }
        else
        {
            writer.WriteNil();
        }

        writer.Write("control_port");
        writer.Write(status.Ports.Control);
        writer.Write("preview_port");
        writer.Write(status.Ports.Preview);
    }

    private static void WriteLatency(ref MessagePackWriter writer, LatencyWindow latency)
    {
        writer.WriteMapHeader(LatencyWindow.Names.Count);
        for (var stage = 0; stage < LatencyWindow.Names.Count; stage++)
        {
            writer.Write(LatencyWindow.Names[stage]);
            var percentiles = latency.Percentiles((LatencyStage)stage, 0.5, 0.95);
            writer.WriteMapHeader(3);
            WriteMilliseconds(ref writer, "now", latency.Newest((LatencyStage)stage));
            WriteMilliseconds(ref writer, "median", percentiles.Length == 0 ? null : percentiles[0]);
            WriteMilliseconds(ref writer, "p95", percentiles.Length == 0 ? null : percentiles[1]);
        }
    }

    private static void WriteMilliseconds(ref MessagePackWriter writer, string key, float? value)
    {
        writer.Write(key);
        if (value is { } milliseconds)
            writer.Write(milliseconds);
        else
            writer.WriteNil();
    }

    private static void WriteTriggers(ref MessagePackWriter writer, TriggerStatus? triggers)
    {
        if (triggers is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(9);
        writer.Write("mode");
        writer.Write(triggers.Mode.ToString());
        writer.Write("armed_until_ns");
        if (triggers.ArmedUntil is { } until)
            writer.Write((until - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
        else
            writer.WriteNil();
        writer.Write("rules");
        writer.Write(triggers.Rules);
        writer.Write("fired");
        writer.Write(triggers.Fired);
        writer.Write("held_back");
        writer.Write(triggers.HeldBack);
        writer.Write("acknowledged");
        writer.Write(triggers.Acknowledged);
        writer.Write("refused");
        writer.Write(triggers.Refused);
        writer.Write("failed");
        writer.Write(triggers.Failed);
        writer.Write("last_firing");
        writer.Write(triggers.LastFiring);
    }

    private static void WriteStorage(ref MessagePackWriter writer, VolumeStorage? storage)
    {
        if (storage is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(6);
        writer.Write("mode");
        writer.Write(storage.Mode);
        writer.Write("stored");
        writer.Write(storage.Stored);
        writer.Write("lost");
        writer.Write(storage.Lost);
        writer.Write("waiting_bytes");
        writer.Write(storage.WaitingBytes);
        writer.Write("bytes_per_s");
        writer.Write(storage.BytesPerSecond);
        writer.Write("seconds_left");
        if (storage.SecondsLeft is { } left)
            writer.Write(left);
        else
            writer.WriteNil();
    }

    private static void WriteAlerts(ref MessagePackWriter writer, IReadOnlyList<string> alerts)
    {
        writer.WriteArrayHeader(alerts.Count);
        foreach (var alert in alerts)
            writer.Write(alert);
    }
}
