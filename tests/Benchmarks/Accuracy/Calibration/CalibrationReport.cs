using System.Globalization;
using System.Text;
using Cellect.Benchmarks.Accuracy.Rows;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Lab.Calibration;

namespace Cellect.Benchmarks.Accuracy.Calibration;

/// <summary>Whether the model's probabilities mean what they say, on data that it was not trained on.</summary>
internal static class CalibrationReport
{
    private const double Bar = 0.05;

    /// <summary>Writes <c>calibration.md</c>, the table of bins and the picture.</summary>
    /// <param name="options">Model, data, folder.</param>
    /// <param name="names">Names of the rows on whose data it is measured.</param>
    public static async Task WriteAsync(AccuracyOptions options, string[] names)
    {
        var curves = new List<(string Name, Reliability Curve)>();
        var table = new StringBuilder(
            "| of | on | predictions | calibration error, bins of 0.1 | the same, bins of equal count |\n|---|---|---|---|---|\n"
        );
        if (names.Contains("ce01"))
            await AddAsync(options, "CE01", () => WormSpecimen.Open(options.Data, 0.2, options.Frames), curves, table);
        if (names.Contains("tcells"))
            await AddAsync(options, "T cells", () => new TcellSpecimen(options.Data, options.Frames), curves, table);
        if (names.Contains(EmbryoRow.Late.Name))
            await AddAsync(options, "ce_embryo 90–119", () => new EmbryoSpecimen(options.Data, 90, 1, options.Frames), curves, table);
        if (names.Contains(EmbryoRow.Whole.Name))
            await AddAsync(
                options,
                "ce_embryo 0–89",
                () => new EmbryoSpecimen(options.Data, 0, 1, Math.Min(90, options.Frames ?? 90)),
                curves,
                table
            );
        await File.WriteAllTextAsync(Path.Combine(options.Out, "calibration.md"), $"{table}\n{Bins(curves)}");
        await File.WriteAllBytesAsync(Path.Combine(options.Out, "calibration.png"), ReliabilityPlot.Draw(curves));
        Console.WriteLine(table);
    }

    private static async Task AddAsync(
        AccuracyOptions options,
        string name,
        Func<ISpecimen> open,
        List<(string Name, Reliability Curve)> curves,
        StringBuilder table
    )
    {
        using var specimen = open();
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var found = await SpecimenPredictions.CollectAsync(specimen, method);
        await SpecimenPredictions.WriteAsync(Path.Combine(options.Out, $"predictions-{specimen.Name}.csv"), found);
        foreach (
            var (kind, predictions) in new[] { ("detections", found.Detections), ("links", found.Links), ("divisions", found.Divisions) }
        )
        {
            if (predictions.Count == 0)
                continue;
            var even = Reliability.Even(predictions);
            curves.Add(($"{kind}, {name}", even));
            table.Append(
                $"| {kind} | {name} | {predictions.Count} | {Number(even.ExpectedError)} | "
                    + $"{Number(Reliability.Adaptive(predictions).ExpectedError)} |\n"
            );
        }
    }

    private static string Bins(IEnumerable<(string Name, Reliability Curve)> curves)
    {
        var text = new StringBuilder("| of | said | right | predictions |\n|---|---|---|---|\n");
        foreach (var (name, curve) in curves)
        foreach (var bin in curve.Bins)
            text.Append(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bin.Said:0.000} | {bin.Right:0.000} | {bin.Count} |\n"));
        return text.ToString();
    }

    private static string Number(double? error) =>
        error is not { } some
            ? "–"
            : (some <= Bar ? "**" : "") + some.ToString("0.000", CultureInfo.InvariantCulture) + (some <= Bar ? "**" : "");
}
