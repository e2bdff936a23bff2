using System.Text.Json;

namespace Cellect.Data.Settings;

/// <summary>Looks whether a file of settings can be read at all, and says where it cannot.</summary>
internal static class SettingsFile
{
    /// <summary>Most bytes of such a file.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions Json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Checks a file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object; names file, line and column.</exception>
    public static void Check(string path)
    {
        // A pipe and a device have no length, and reading them may never end.
        if (new FileInfo(path) is { Length: 0 or > MaxBytes } file)
            throw new InvalidDataException($"{path}: {file.Length} bytes; settings have 2 to {MaxBytes}, and at least {{}}");
        try
        {
            using var document = JsonDocument.Parse(Text(path), Json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException(
                    $"{path}, line 1: settings begin with {{ and end with }}, not with " + $"{document.RootElement.ValueKind}"
                );
            Doubled(document.RootElement, path, "");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{path}, line {(e.LineNumber ?? 0) + 1}, column {(e.BytePositionInLine ?? 0) + 1}: {Reason(e)}; look "
                    + $"for a brace, comma or "
                    + "quotation mark that is missing or too many there or just before",
                e
            );
        }
    }

    // The configuration's own reader takes a byte order mark; the parser does not.
    private static ReadOnlyMemory<byte> Text(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes;
    }

    private static void Doubled(JsonElement group, string path, string at)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in group.EnumerateObject())
        {
            if (!seen.Add(entry.Name))
                throw new InvalidDataException($"{path}: {at}{entry.Name} stands there twice; keep one of the two");
            if (entry.Value.ValueKind == JsonValueKind.Object)
                Doubled(entry.Value, path, $"{at}{entry.Name}:");
        }
    }

    // What follows in .NET's message repeats the place, counted from 0.
    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.', ' ');
}
