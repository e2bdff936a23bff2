using System.Text.Json;
using Cellect.Lab.Reports;

namespace Cellect.Live.Commands;

/// <summary>Evaluations of points as JSON: the measures by key, F(1), F(2), ... and the overlap of each true track as arrays.</summary>
internal static class PointJson
{
    public static void Write(TextWriter output, IReadOnlyList<PointEvaluation> results) =>
        JsonOutput.Write(output, results.Count, (json, i) =>
        {
            json.WriteString("result", results[i].Name);
            foreach (var measure in results[i].Measures)
                JsonOutput.WriteNumber(json, measure.Key, measure.Value);
            WriteArray(json, "error_free", results[i].Linajea.ErrorFree);
            WriteArray(json, "track_overlap", results[i].Overlap.Overlaps.Select(overlap => (double?)overlap));
        });

    private static void WriteArray(Utf8JsonWriter json, string key, IEnumerable<double?> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
        {
            if (value is { } number)
                json.WriteNumberValue(number);
            else
                json.WriteNullValue();
        }
        json.WriteEndArray();
    }
}
