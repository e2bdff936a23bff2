using Cellect.Model.Evaluation.Reports;

namespace Cellect.Live.Commands;

/// <summary>Evaluations of points as JSON: the measures by key, and F(1), F(2), ... as an array.</summary>
internal static class PointJson
{
    public static void Write(TextWriter output, IReadOnlyList<PointEvaluation> results) =>
        JsonOutput.Write(output, results.Count, (json, i) =>
        {
            json.WriteString("result", results[i].Name);
            foreach (var measure in results[i].Measures) JsonOutput.WriteNumber(json, measure.Key, measure.Value);
            json.WriteStartArray("error_free");
            foreach (var fraction in results[i].Linajea.ErrorFree)
            {
                if (fraction is { } value) json.WriteNumberValue(value);
                else json.WriteNullValue();
            }
            json.WriteEndArray();
        });
}
