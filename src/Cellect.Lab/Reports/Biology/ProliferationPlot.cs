using System.Globalization;
using Cellect.Data.Biology;
using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>The paper's check of divisions without truth (Fig. 3m): growth of the cell count corrected for flow, against accumulated
/// divisions.</summary>
internal static class ProliferationPlot
{
    public static byte[] Draw(BiologyFindings findings, int part)
    {
        var rows = findings.Parts.Select(parts => parts[part]).ToArray();
        var unit = TimeAxis.For(findings.Seconds);
        var check = findings.Biology.Accounts[part].Check;
        var plot = ReportPlot.Create(
            check is { Slope: { } slope, RSquared: { } share }
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows[0].Part}: growth without flow = {slope:0.00} x expected divisions, r² {share:0.000}"
                )
                : $"{rows[0].Part}: nothing to compare yet",
            $"time, {unit.Name}",
            "cells since the first frame"
        );
        var times = rows.Select(row => unit.Of(row.Seconds)).ToArray();
        Line(plot, times, rows, "growth corrected for flow", 0, row => row.Corrected);
        Line(plot, times, rows, "divisions, accumulated", 1, row => row.Divisions);
        Line(plot, times, rows, "divisions, expected", 2, row => row.Expected);
        Line(plot, times, rows, "growth as counted", 5, row => row.Growth);
        Line(plot, times, rows, "inflow less outflow", 4, row => row.In - row.Out);
        Line(plot, times, rows, "found less lost inside", 3, row => row.Found - row.Lost);
        plot.Axes.SetLimitsX(0, Math.Max(times[^1], double.Epsilon));
        return ReportPlot.PngBeside(plot);
    }

    private static void Line(
        Plot plot,
        double[] times,
        ProliferationRow[] rows,
        string name,
        int colour,
        Func<ProliferationRow, double> value
    ) => ReportPlot.AddLine(plot, times, [.. rows.Select(value)], name, colour);
}
