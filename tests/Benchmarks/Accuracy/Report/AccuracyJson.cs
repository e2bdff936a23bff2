using System.Text.Json;

namespace Cellect.Benchmarks.Accuracy.Report;

/// <summary>The table for programs.</summary>
internal static class AccuracyJson
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <param name="model">Model file.</param>
    /// <param name="frames">Most frames of a row; null: all.</param>
    /// <param name="rows">What was measured.</param>
    public static string Of(string model, int? frames, IEnumerable<RowResult> rows) =>
        JsonSerializer.Serialize(
            new
            {
                model,
                frames,
                rows,
            },
            Layout
        );
}
