using System.Text;
using System.Text.Json;

namespace Cellect.Stream.Wire;

/// <summary>JSON as programs write it: Python's NaN and Infinity, which JSON does not know, are read as null.</summary>
internal static class LenientJson
{
    private static readonly byte[][] NoNumbers = ["-Infinity"u8.ToArray(), "Infinity"u8.ToArray(), "NaN"u8.ToArray()];

    /// <summary>Parses a document.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> text, int maxDepth)
    {
        var options = new JsonDocumentOptions { MaxDepth = maxDepth };
        try
        {
            return JsonDocument.Parse(text, options);
        }
        catch (JsonException) when (text.Span.IndexOf("NaN"u8) >= 0 || text.Span.IndexOf("Infinity"u8) >= 0)
        {
            return JsonDocument.Parse(Cleaned(text.Span), options);
        }
    }

    private static byte[] Cleaned(ReadOnlySpan<byte> text)
    {
        var cleaned = new List<byte>(text.Length);
        var inText = false;
        for (var i = 0; i < text.Length; )
        {
            if (text[i] == '"')
                inText = !inText;
            if (inText && text[i] == '\\' && i + 1 < text.Length)
            {
                cleaned.Add(text[i++]);
                cleaned.Add(text[i++]);
                continue;
            }

            if (!inText && Token(text[i..]) is > 0 and var length)
            {
                cleaned.AddRange("null"u8);
                i += length;
                continue;
            }

            cleaned.Add(text[i++]);
        }

        return [.. cleaned];
    }

    private static int Token(ReadOnlySpan<byte> text)
    {
        foreach (var token in NoNumbers)
            if (text.StartsWith(token))
                return token.Length;
        return 0;
    }

    /// <summary>A value for people, short.</summary>
    public static string Describe(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "...";
    }

    /// <summary>The beginning of bytes that should have been text, for people.</summary>
    public static string Beginning(ReadOnlySpan<byte> bytes)
    {
        var shown = bytes[..Math.Min(bytes.Length, 24)];
        foreach (var b in shown)
            if (b is < 0x20 or > 0x7e)
                return "0x" + Convert.ToHexStringLower(shown[..Math.Min(shown.Length, 8)]);
        return $"'{Encoding.ASCII.GetString(shown)}'";
    }
}
