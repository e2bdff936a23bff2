using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cellect.Live.Commands;

/// <summary>Writes one JSON object, or an array of them, as indented text.</summary>
internal static class JsonOutput
{
    public static void Write(TextWriter output, int count, Action<Utf8JsonWriter, int> properties)
    {
        using var buffer = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            if (count > 1)
                json.WriteStartArray();
            for (var i = 0; i < count; i++)
            {
                json.WriteStartObject();
                properties(json, i);
                json.WriteEndObject();
            }
            if (count > 1)
                json.WriteEndArray();
        }
        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    public static void WriteNumber(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}
