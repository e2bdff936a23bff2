using System.Buffers;
using System.Text.Json;

namespace Cellect.Triggers.Actions;

/// <summary>The requests of protocol version 1 (docs/microscope.md), as JSON.</summary>
internal static class RequestJson
{
    /// <summary>The version that is spoken here.</summary>
    public const int Version = 1;

    /// <summary>A request to change something.</summary>
    /// <param name="request">What.</param>
    /// <param name="attempt">Counts the attempts from 1.</param>
    /// <param name="sentNs">Now, UTC nanoseconds since 1970.</param>
    public static byte[] Action(ActionRequest request, int attempt, long sentNs) =>
        Write(json =>
        {
            Head(json, "action", request.Key);
            json.WriteNumber("attempt", attempt);
            json.WriteString("rule", request.Rule);
            json.WriteString("series", request.Series);
            json.WriteNumber("t", request.TimePoint);
            json.WritePropertyName("change");
            SettingsJson.Write(json, request.Change);
            Cells(json, request.Cells);
            json.WriteNumber("exposure_end_ns", request.Stamps.ExposureEndNs);
            json.WriteNumber("received_ns", request.Stamps.ReceivedNs);
            json.WriteNumber("inferred_ns", request.Stamps.InferredNs);
            json.WriteNumber("decided_ns", request.Stamps.DecidedNs);
            json.WriteNumber("deadline_ns", request.Stamps.DeadlineNs);
            json.WriteNumber("sent_ns", sentNs);
        });

    /// <summary>A request for the present settings.</summary>
    /// <param name="key">Unique; the answer carries it.</param>
    public static byte[] Read(string key) => Write(json => Head(json, "read", key));

    private static byte[] Write(Action<Utf8JsonWriter> fill)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Head(Utf8JsonWriter json, string type, string key)
    {
        json.WriteNumber("v", Version);
        json.WriteString("type", type);
        json.WriteString("key", key);
    }

    private static void Cells(Utf8JsonWriter json, IReadOnlyList<ActionCell> cells)
    {
        json.WriteStartArray("cells");
        foreach (var cell in cells.Take(ActionRequest.MaxCells))
        {
            json.WriteStartObject();
            json.WriteNumber("track", cell.Track);
            SettingsJson.Write(json, "voxel", cell.Voxel);
            SettingsJson.Write(json, "um", cell.Micrometres);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
