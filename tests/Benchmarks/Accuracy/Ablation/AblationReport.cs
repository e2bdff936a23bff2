namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>Runs the ablation on each specimen and writes its table, anew after each.</summary>
internal static class AblationReport
{
    /// <param name="options">Model and data.</param>
    /// <param name="rows">Names of the rows whose data are wanted.</param>
    public static async Task WriteAsync(AccuracyOptions options, IReadOnlyCollection<string> rows)
    {
        var columns = new List<(string[], double?[][])>();
        var table = "";
        foreach (var entry in AblationSpecimens.All(options).Where(entry => rows.Contains(entry.Name)))
        {
            Console.WriteLine($"ablation on {entry.Name}");
            columns.Add((entry.Measures, await new AblationRun(entry, options.Model).RunAsync()));
            table = AblationTable.Markdown(columns);
            await File.WriteAllTextAsync(Path.Combine(options.Out, "ablation.md"), table);
        }

        Console.WriteLine(table);
    }
}
