using System.Globalization;
using Cellect.Lab.Reports;
using ScottPlot;

namespace Cellect.Lab.Training;

/// <summary>Losses and validation scores by step: <c>curves.csv</c> and <c>curves.png</c> in the training's folder.</summary>
internal sealed class TrainingCurves
{
    private static readonly string[] LiveScores = ["validation_f1", "simulated_f1"];

    private readonly string _csv,
        _png;
    private readonly string[] _columns;
    private readonly List<double[]> _rows = [];

    /// <param name="folder">The training's folder; curves of an earlier run go on.</param>
    /// <param name="steps">Steps of the checkpoint that the training goes on from: later rows are of a run that was killed, and go.</param>
    /// <param name="losses">Names of the losses, the total first; null: those of the live network.</param>
    /// <param name="scores">Names of the two scores; null: those of the live network.</param>
    public TrainingCurves(string folder, int steps, string[]? losses = null, string[]? scores = null)
    {
        _columns = ["step", "minutes", .. losses ?? LossAverages.Names, .. scores ?? LiveScores];
        (_csv, _png) = (Path.Combine(folder, "curves.csv"), Path.Combine(folder, "curves.png"));
        if (steps > 0 && File.Exists(_csv))
            _rows.AddRange(File.ReadLines(_csv).Skip(1).Select(Parse).OfType<double[]>().Where(row => row[0] <= steps));
    }

    /// <summary>Adds a row.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="minutes">Time spent.</param>
    /// <param name="losses">In the order of their names.</param>
    /// <param name="validation">F1 on the held-out volumes; not a number: not measured at this step.</param>
    /// <param name="simulated">The same on simulated ones beside a user's own.</param>
    public void Add(int step, double minutes, double[] losses, double validation = double.NaN, double simulated = double.NaN) =>
        _rows.Add([step, minutes, .. losses, validation, simulated]);

    /// <summary>Writes both files anew.</summary>
    public void Write()
    {
        File.WriteAllLines(_csv, [string.Join(',', _columns), .. _rows.Select(row => string.Join(',', row.Select(Text)))]);
        var plot = ReportPlot.Create("Training", "step", "loss, F1");
        Line(plot, 2, "loss", 0);
        Line(plot, _columns.Length - 2, Legend(_columns[^2]), 1);
        Line(plot, _columns.Length - 1, Legend(_columns[^1]), 2);
        File.WriteAllBytes(_png, ReportPlot.Png(plot, Alignment.UpperRight));
    }

    private static string Legend(string column) => column.Split('_') is [var of, ..] ? $"F1, {of}" : column;

    private void Line(Plot plot, int column, string name, int colour)
    {
        var points = _rows.Where(row => double.IsFinite(row[column])).ToArray();
        if (points.Length > 0)
            ReportPlot.AddLine(plot, [.. points.Select(row => row[0])], [.. points.Select(row => row[column])], name, colour);
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.#####", CultureInfo.InvariantCulture) : "";

    private double[]? Parse(string line)
    {
        var fields = line.Split(',');
        return fields.Length == _columns.Length
            ? Array.ConvertAll(fields, f =>
                double.TryParse(f, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN
            )
            : null;
    }
}
