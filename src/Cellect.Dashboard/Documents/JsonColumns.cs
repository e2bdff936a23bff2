using System.Text.Json;

namespace Cellect.Dashboard.Documents;

/// <summary>Columns of figures in JSON.</summary>
internal static class JsonColumns
{
    /// <summary>Writes an array under a name: a figure of each entry, rounded; null where it has none.</summary>
    /// <param name="json">Written to.</param>
    /// <param name="name">Name of the column.</param>
    /// <param name="entries">The rows.</param>
    /// <param name="figure">The figure of a row.</param>
    /// <param name="digits">Behind the point.</param>
    public static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> entries, Func<T, double?> figure, int digits = 0)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
            Write(json, figure(entry), digits);
        json.WriteEndArray();
    }

    /// <summary>Writes a figure under a name.</summary>
    public static void Write(Utf8JsonWriter json, string name, double? figure, int digits = 0)
    {
        json.WritePropertyName(name);
        Write(json, figure, digits);
    }

    private static void Write(Utf8JsonWriter json, double? figure, int digits)
    {
        if (figure is { } value && double.IsFinite(value))
            json.WriteNumberValue((decimal)Math.Round(Math.Clamp(value, -1e15, 1e15), digits));
        else
            json.WriteNullValue();
    }
}
