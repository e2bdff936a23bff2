using Cellect.Analysis.Interactions;
using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>How the cells of a population stand to the larger ones, over time (paper, Fig. 4).</summary>
internal static class StatePlot
{
    public static byte[]? Draw(RecordingFindings findings, int population)
    {
        var rows = findings.States.Where(row => row.Population == population).ToArray();
        if (rows.Length == 0)
            return null;
        var unit = TimeAxis.For(rows[^1].Seconds);
        var plot = ReportPlot.Create(
            $"{findings.NameOf(population)}: {rows[^1].Free} free, {rows[^1].Contact} in contact, {rows[^1].Engulfed} engulfed at the end",
            $"time, {unit.Name}",
            "cells"
        );
        var times = rows.Select(row => unit.Of(row.Seconds)).ToArray();
        Line(plot, times, rows, "free", 0, row => row.Free);
        Line(plot, times, rows, "in contact", 4, row => row.Contact);
        Line(plot, times, rows, "engulfed", 1, row => row.Engulfed);
        Line(plot, times, rows, "lost, so far", 3, row => row.Lost);
        plot.Axes.SetLimitsX(0, times[^1]);
        return ReportPlot.PngBeside(plot);
    }

    private static void Line(Plot plot, double[] times, StateCounts[] rows, string name, int colour, Func<StateCounts, double> value) =>
        ReportPlot.AddLine(plot, times, [.. rows.Select(value)], name, colour);
}
