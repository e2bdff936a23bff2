using System.Text;
using System.Text.Json;
using Cellect.Dashboard.Documents;
using Cellect.Data.Messages;
using Cellect.Data.Status;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Neighbours;

/// <summary>Another service, known by the status that it publishes (docs/publish.md). One thread.</summary>
internal sealed class Neighbour : IDisposable
{
    private const int MaxMessageBytes = 1 << 20;
    private const int QueuedMessages = 16;

    private readonly TimeProvider _time;
    private readonly Inlet _inlet;
    private readonly RateMeter _out;
    private MessageMap? _last;
    private ServiceStatus _counts = ServiceStatus.None;
    private double? _rate;
    private long _heard;

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
        json.WriteString("name", _counts.Name);
        json.WriteString("page", _counts.Page);
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
            var message = MessageMap.Read(body);
            _counts = StatusMessage.ReadCounts(message);
            (_last, _heard, _rate) = (message, _time.GetTimestamp(), _out.Read(_counts.VolumesOut));
        }
        catch (InvalidDataException)
        {
            // No service of this version: silent, as far as anybody here can tell.
        }
    }

    private void Write(Utf8JsonWriter json, MessageMap last)
    {
        json.WriteString("series", last.Text("series", ""));
        json.WriteBoolean("active", last.Flag("active"));
        json.WriteNumber("t", last.Whole("t", -1));
        json.WriteNumber("cells", last.Whole("cells", 0));
        json.WriteNumber("divisions", last.Whole("divisions", 0));
        JsonColumns.Write(json, "stale", last.Has("stale_s") ? last.Number("stale_s") : null, 1);
        JsonColumns.Write(json, "out", _rate, 2);
        json.WriteString("mode", _counts.Triggers?.Mode.ToString() ?? "");
        json.WriteStartArray("alerts");
        foreach (var alert in _counts.Alerts)
            json.WriteStringValue(alert);
        json.WriteEndArray();
    }
}
