using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cellect.Triggers.Audit;

/// <summary>Reads an audit log and finds whether it is as it was written.</summary>
internal static class AuditFile
{
    /// <summary>The entries up to the first that is not sound, and what is wrong there; null: nothing is.</summary>
    /// <param name="path">The file; may be open for writing elsewhere.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (List<JsonObject> Entries, string Head, string? Broken) Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var entries = new List<JsonObject>();
        var previous = AuditChain.Start;
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            var number = entries.Count + 1;
            if (line.Length <= AuditChain.HashChars || line[AuditChain.HashChars] != ' ')
                return (entries, previous, $"line {number} is not a hash and an entry");
            var (hash, json) = (line[..AuditChain.HashChars], line[(AuditChain.HashChars + 1)..]);
            if (AuditChain.Hash(previous, json) != hash)
                return (
                    entries,
                    previous,
                    $"line {number} does not follow from the lines before it: it was changed, or lines before it were "
                        + $"changed, taken out or put in"
                );
            if (Parse(json) is not { } entry)
                return (entries, previous, $"line {number} is not JSON");
            entries.Add(entry);
            previous = hash;
        }

        return (entries, previous, null);
    }

    /// <summary>True when the log's last entry says that it was closed.</summary>
    public static bool IsClosed(List<JsonObject> entries) => entries is [.., var last] && (string?)last["kind"] == "closed";

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
