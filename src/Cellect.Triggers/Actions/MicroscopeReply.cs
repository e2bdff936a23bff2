using System.Text.Json;

namespace Cellect.Triggers.Actions;

/// <summary>A reply of protocol version 1.</summary>
/// <param name="Key">Key of the request that it answers.</param>
/// <param name="Ok">Carried out, or answered.</param>
/// <param name="Error">Why not.</param>
/// <param name="Settings">The settings afterwards; null when not told.</param>
internal sealed record MicroscopeReply(string Key, bool Ok, string Error, MicroscopeSettings? Settings)
{
    /// <summary>Largest reply that is read, bytes.</summary>
    public const int MaxBytes = 65_536;

    private const int MaxDepth = 8;
    private const int MaxErrorChars = 500;

    /// <summary>Reads a reply.</summary>
    /// <exception cref="FormatException">Not a reply; says what is wrong.</exception>
    public static MicroscopeReply Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"not a JSON map: {e.Message}", e);
        }
    }

    private static MicroscopeReply Read(JsonElement map)
    {
        if (map.ValueKind != JsonValueKind.Object)
            throw new FormatException("the reply is not a map");
        if (
            !map.TryGetProperty("v", out var v)
            || v.ValueKind != JsonValueKind.Number
            || !v.TryGetDouble(out var version)
            || version != RequestJson.Version
        )
            throw new FormatException($"the reply has no v = {RequestJson.Version}");
        if (!map.TryGetProperty("key", out var key) || key.ValueKind != JsonValueKind.String)
            throw new FormatException("the reply has no key");
        if (!map.TryGetProperty("ok", out var ok) || ok.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            throw new FormatException("the reply has no ok = true or false");
        return new MicroscopeReply(key.GetString()!, ok.GetBoolean(), ErrorOf(map), SettingsOf(map));
    }

    private static string ErrorOf(JsonElement map)
    {
        var error = map.TryGetProperty("error", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        return OneLine(error);
    }

    private static MicroscopeSettings? SettingsOf(JsonElement map) =>
        map.TryGetProperty("settings", out var settings) && settings.ValueKind == JsonValueKind.Object ? SettingsJson.Read(settings) : null;

    /// <summary>Text from elsewhere made fit for a log: one line, bounded.</summary>
    public static string OneLine(string text)
    {
        var line = new string([.. text.Take(MaxErrorChars).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > MaxErrorChars ? line + "..." : line;
    }
}
