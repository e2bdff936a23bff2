using Cellect.Data.Status;
using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>status</c>: how the service is doing, whether or not volumes come.</summary>
internal static class StatusMessage
{
    public const string Topic = "status";

    private static readonly MessageFields<VolumeStorage> StorageFields = new()
    {
        { "mode", storage => storage.Mode },
        { "stored", storage => storage.Stored },
        { "lost", storage => storage.Lost },
        { "waiting_bytes", storage => storage.WaitingBytes },
        { "bytes_per_s", storage => storage.BytesPerSecond },
        { "seconds_left", storage => storage.SecondsLeft },
    };

    private static readonly MessageFields<LiveStatus> Fields = new()
    {
        { "active", status => status.Active },
        { "volumes_in", status => status.Counts.VolumesIn },
        { "volumes_out", status => status.Counts.VolumesOut },
        { "cells", status => status.Cells },
        { "tracks", status => status.Tracks },
        { "divisions", status => status.Divisions },
        { "stale_s", status => status.StaleSeconds },
        { "latency_ms", WriteLatency },
        { "ledger", (ref writer, status) => SeriesMessage.WriteLedger(ref writer, status.Counts.Ledger) },
        { "alerts", status => status.Counts.Alerts },
        { "triggers", (ref writer, status) => TriggerStatusMessage.Write(ref writer, status.Counts.Triggers) },
        { "ingest", (ref writer, status) => SeriesMessage.WriteLedger(ref writer, status.Counts.Ingest) },
        { "closed_connections", WriteClosed },
        { "storage", WriteStorage },
        { "bad_requests", status => status.BadRequests },
        { "device", status => status.Counts.Device },
        { "name", status => status.Counts.Name },
        { "page", status => status.Counts.Page },
        { "scale", WriteScale },
        { "merges", WriteMerges },
        { "learned", status => status.Counts.Learned },
        { "control_port", status => status.Ports.Control },
        { "preview_port", status => status.Ports.Preview },
        { "populations", (ref writer, status) => PopulationFields.Write(ref writer, status.Counts.Populations) },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, LiveStatus status) =>
        envelope.Write(ref writer, Topic, Fields, status);

    /// <summary>The pipeline's figures that a viewer shows.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static ServiceStatus ReadCounts(MessageMap message) =>
        new(message.Whole("volumes_in"), message.Whole("volumes_out"), message.Map("ledger").Counts(), message.Texts("alerts"))
        {
            Device = message.Text("device", ""),
            Name = message.Text("name", ""),
            Page = message.Text("page", ""),
            Merges = message.Has("merges") ? [.. message.Maps("merges").Select(MergeMessage.Read)] : [],
            Learned = message.Text("learned", ""),
            Scale = message.Has("scale") && message.Pair("scale") is var (slices, columns) ? new SeenScale(slices, columns) : null,
            Populations = PopulationFields.ReadStatus(message),
            Triggers = message.Has("triggers") ? TriggerStatusMessage.Read(message.Map("triggers")) : null,
            Ingest = message.Has("ingest") ? message.Map("ingest").Counts() : new Dictionary<string, long>(),
        };

    /// <summary>Ports of the service's other sockets.</summary>
    public static ServicePorts ReadPorts(MessageMap message) =>
        new((int)message.Whole("control_port", 0), (int)message.Whole("preview_port", 0));

    private static void WriteLatency(ref MessagePackWriter writer, LiveStatus status)
    {
        writer.WriteMapHeader(LatencyWindow.Names.Count);
        for (var stage = 0; stage < LatencyWindow.Names.Count; stage++)
        {
            writer.Write(LatencyWindow.Names[stage]);
            var percentiles = status.Latency.Percentiles((LatencyStage)stage, 0.5, 0.95);
            writer.WriteMapHeader(3);
            WriteMilliseconds(ref writer, "now", status.Latency.Newest((LatencyStage)stage));
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

    private static void WriteStorage(ref MessagePackWriter writer, LiveStatus status)
    {
        if (status.Counts.Storage is { } storage)
            StorageFields.WriteMap(ref writer, storage);
        else
            writer.WriteNil();
    }

    private static void WriteClosed(ref MessagePackWriter writer, LiveStatus status)
    {
        writer.WriteMapHeader(status.Counts.ClosedConnections.Count);
        foreach (var (door, reasons) in status.Counts.ClosedConnections)
        {
            writer.Write(door);
            SeriesMessage.WriteLedger(ref writer, reasons);
        }
    }

    private static void WriteMerges(ref MessagePackWriter writer, LiveStatus status)
    {
        writer.WriteArrayHeader(status.Counts.Merges.Count);
        foreach (var merge in status.Counts.Merges)
            MergeMessage.Fields.WriteMap(ref writer, merge);
    }

    private static void WriteScale(ref MessagePackWriter writer, LiveStatus status) =>
        PopulationFields.WriteScale(ref writer, status.Counts.Scale);
}
