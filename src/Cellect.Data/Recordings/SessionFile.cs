using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cellect.Data.Recordings;

/// <summary><c>session.json</c>: replaced as a whole, so that there is always one that can be read.</summary>
internal static class SessionFile
{
    public const string FileName = "session.json";

    // A key that comes twice would show only when it is asked for.
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>How it is written.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static void Write(string directory, Session session) => Replace(directory, JsonSerializer.SerializeToUtf8Bytes(session, Json));

    /// <summary>True for a recording that was cut short and has not been looked after since.</summary>
    public static bool IsUnfinished(string directory) =>
        Read(directory) is { } session && !Flag(session, "complete") && !Flag(session, "recovered");

    /// <summary>Notes in the file of an interrupted recording what was found in its tables.</summary>
    public static void WriteRecovered(string directory, RecordingReader recording)
    {
        if (Read(directory) is not { } session)
            return;
        session["recovered"] = true;
        session["frames"] = recording.Frames.Count;
        session["last_t"] = recording.LastT < 0 ? null : recording.LastT;
        session["ledger_before_recovery"] = session["ledger"]?.DeepClone();
        session["ledger"] = JsonSerializer.SerializeToNode(recording.Ledger());
        Replace(directory, JsonSerializer.SerializeToUtf8Bytes(session, Json));
    }

    /// <summary>The file as it is; null where there is none that can be read.</summary>
    public static JsonObject? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path), documentOptions: Once) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>When it was written, as text that sorts; empty where it does not say.</summary>
    public static string Written(JsonObject session) =>
        session["written_utc"] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>Whether a key is true.</summary>
    public static bool Flag(JsonObject session, string key) => session[key] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private static void Replace(string directory, byte[] content)
    {
        var path = Path.Combine(directory, FileName);
        File.WriteAllBytes(path + ".part", content);
        File.Move(path + ".part", path, overwrite: true);
    }
}
