using System.Buffers;
using System.Text;
using System.Text.Json;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Watchdog;

/// <summary>What the watchdog is told at arming: the first line of its standard input, one JSON map.</summary>
internal sealed record WatchdogOrder
{
    /// <summary>Identifies the arming.</summary>
    public required string Arming { get; init; }

    /// <summary>How long it waits and tries, and where it writes.</summary>
    public required WatchdogOptions Options { get; init; }

    /// <summary>The arming's record on disk, to be deleted when all is back; empty: there is none.</summary>
    public string Record { get; init; } = "";

    /// <summary>What to put back where.</summary>
    public required IReadOnlyList<WatchedMicroscope> Microscopes { get; init; }

    /// <summary>As one line.</summary>
    public string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("arming", Arming);
            json.WriteString("record", Record);
            json.WritePropertyName("options");
            JsonSerializer.Serialize(json, Options);
            json.WriteStartArray("microscopes");
            foreach (var microscope in Microscopes)
                Write(json, microscope);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads the line.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static WatchdogOrder Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new WatchdogOrder
            {
                Arming = root.GetProperty("arming").GetString()!,
                Record = root.GetProperty("record").GetString()!,
                Options = root.GetProperty("options").Deserialize<WatchdogOptions>()!,
                Microscopes = [.. root.GetProperty("microscopes").EnumerateArray().Select(ReadMicroscope)],
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(
                $"the watchdog was not told what to watch: {e.Message}; it is started by cellect run at arming, not by hand",
                e
            );
        }
    }

    private static void Write(Utf8JsonWriter json, WatchedMicroscope microscope)
    {
        json.WriteStartObject();
        json.WriteString("name", microscope.Name);
        json.WritePropertyName("options");
        JsonSerializer.Serialize(json, microscope.Options);
        json.WritePropertyName("recorded");
        SettingsJson.Write(json, microscope.Recorded);
        json.WriteEndObject();
    }

    private static WatchedMicroscope ReadMicroscope(JsonElement map) =>
        new(
            map.GetProperty("name").GetString()!,
            map.GetProperty("options").Deserialize<AdapterOptions>()!,
            SettingsJson.Read(map.GetProperty("recorded"))
        );
}

/// <summary>One adapter under watch.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Options">How to reach it.</param>
/// <param name="Recorded">What was recorded at arming.</param>
internal sealed record WatchedMicroscope(string Name, AdapterOptions Options, MicroscopeSettings Recorded);
