using System.Text;
using System.Text.Json;
using Cellect.Data.Messages;
using Cellect.Data.Status;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Documents;

/// <summary>Another service, known by the status that it publishes (docs/publish.md). One thread.</summary>
internal sealed class Neighbour : IDisposable
{
    private const int MaxMessageBytes = 1 << 20;
    private const int QueuedMessages = 16;

    private readonly TimeProvider _time;
    private readonly Inlet _inlet;
    private readonly RateMeter _out;
    private Told? _last;
    private long _heard;

    /// <summary>What one status told.</summary>
    private sealed record Told(string Series, bool Active, long T, long Cells, long Divisions, double? Rate, ServiceStatus Counts);

    /// <summary>Subscribes.</summary>
    /// <param name="endpoint">Where it publishes, <c>tcp://HOST:PORT</c>.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Told of connections that were closed.</param>
    public Neighbour(string endpoint, TimeProvider time, ILogger log)
    {
        (_time, _out) = (time, new RateMeter(time));
        var limits = new GateLimits
        {
            MaxPartBytes = MaxMessageBytes,
            MaxMessageBytes = MaxMessageBytes,
            MaxParts = 2,
        };
        _inlet = Inlet.Subscribe(endpoint, [StatusMessage.Topic], limits, QueuedMessages, new GateJournal(log, endpoint), time);
    }

    /// <summary>Takes what has come. What cannot be read counts as silence.</summary>
    public void Read()
    {
        while (_inlet.TryReceive(TimeSpan.Zero, out var message))
            using (message)
                if (message.Count == 2 && Encoding.ASCII.GetString(message[0].Span) == StatusMessage.Topic)
                    Take(message[1].ToArray());
    }

    /// <summary>Writes what is known of it.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("endpoint", _inlet.Endpoint);
        json.WriteString("name", _last?.Counts.Name ?? "");
        json.WriteString("page", _last?.Counts.Page ?? "");
        JsonColumns.Write(json, "heard", _last is null ? null : _time.GetElapsedTime(_heard).TotalSeconds, 1);
        if (_last is { } last)
            Write(json, last);
        json.WriteEndObject();
    }

    /// <summary>Ends the subscription.</summary>
    public void Dispose() => _inlet.Dispose();

    private void Take(byte[] body)
    {
        try
        {
            // All at once: what another service sends must not end the thread of this page later.
            var message = MessageMap.Read(body);
            var counts = StatusMessage.ReadCounts(message);
            _last = new Told(
                message.Text("series", ""),
                message.Flag("active"),
                message.Whole("t", -1),
                message.Whole("cells", 0),
                message.Whole("divisions", 0),
                _out.Read(counts.VolumesOut),
                counts
            );
            _heard = _time.GetTimestamp();
        }
        catch (Exception problem) when (problem is InvalidDataException or ArgumentException or OverflowException)
        {
            // No service of this version: silent, as far as anybody here can tell.
        }
    }

    private static void Write(Utf8JsonWriter json, Told last)
    {
        json.WriteString("series", last.Series);
        json.WriteBoolean("active", last.Active);
        json.WriteNumber("t", last.T);
        json.WriteNumber("cells", last.Cells);
        json.WriteNumber("divisions", last.Divisions);
        JsonColumns.Write(json, "out", last.Rate, 2);
        json.WriteString("mode", last.Counts.Triggers?.Mode.ToString() ?? "");
        json.WriteStartArray("alerts");
        foreach (var alert in last.Counts.Alerts)
            json.WriteStringValue(alert);
        json.WriteEndArray();
    }
}
