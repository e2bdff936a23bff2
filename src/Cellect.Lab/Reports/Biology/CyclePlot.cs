using System.Globalization;
using Cellect.Analysis.Divisions;
using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>The share of the cells that has not divided, over their age (Kaplan-Meier), with its 95 % band.</summary>
internal static class CyclePlot
{
    private const double Band = 1.96;

    public static byte[]? Draw(BiologyFindings findings)
    {
        var curve = findings.Cycle;
        if (curve.Count == 0)
            return null;
        var unit = TimeAxis.For(curve[^1].Seconds);
        var median = CycleTimes.Median(curve) is { } half
            ? string.Create(CultureInfo.InvariantCulture, $"median {unit.Of(half):0.#} {unit.Name}")
            : "fewer than half have divided";
        var (divided, censored) = (findings.Biology.Cycles.Divided, curve[0].AtRisk - findings.Biology.Cycles.Divided);
        var plot = ReportPlot.Create($"Cell cycle: {median}", $"age, {unit.Name}", "share not yet divided");
        double[] ages = [0, .. curve.Select(step => unit.Of(step.Seconds))];
        Stairs(plot, ages, [1, .. curve.Select(step => step.Undivided)], $"{divided} divided, {censored} did not, or not yet", 0, 3);
        Stairs(plot, ages, [1, .. curve.Select(step => Math.Min(1, step.Undivided + (Band * step.StandardError)))], "95 % band", 5, 1);
        Stairs(plot, ages, [1, .. curve.Select(step => Math.Max(0, step.Undivided - (Band * step.StandardError)))], "", 5, 1);
        plot.Axes.SetLimits(0, 1.03 * ages[^1], 0, 1.05);
        return ReportPlot.Png(plot, Alignment.LowerLeft);
    }

    private static void Stairs(Plot plot, double[] xs, double[] ys, string name, int colour, float width)
    {
        var line = plot.Add.ScatterLine(xs, ys, ReportPlot.Colors[colour]);
        line.ConnectStyle = ConnectStyle.StepHorizontal;
        (line.LineWidth, line.LegendText) = (width, name);
    }
}
