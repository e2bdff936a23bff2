using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cellect.Data.Recordings;

/// <summary><c>session.json</c>: replaced as a whole, so that there is always one that can be read.</summary>
internal static class SessionFile
{
    public const string FileName = "session.json";

    private static readonly JsonSerializerOptions Json = new()
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

    private static JsonObject? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Flag(JsonObject session, string key) => session[key] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private static void Replace(string directory, byte[] content)
    {
        var path = Path.Combine(directory, FileName);
        File.WriteAllBytes(path + ".part", content);
        File.Move(path + ".part", path, overwrite: true);
    }
}
