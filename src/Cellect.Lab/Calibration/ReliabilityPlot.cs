using Cellect.Lab.Reports;
using ScottPlot;

namespace Cellect.Lab.Calibration;

/// <summary>Reliability diagram: what was said against what was right; on the diagonal the two agree.</summary>
internal static class ReliabilityPlot
{
    /// <summary>A PNG picture with one curve for each kind of prediction.</summary>
    public static byte[] Draw(IReadOnlyList<(string Name, Reliability Curve)> curves)
    {
        var plot = ReportPlot.Create("Reliability", "probability that was said", "share that was right");
        for (var i = 0; i < curves.Count; i++)
            ReportPlot.AddLine(
                plot,
                [.. curves[i].Curve.Bins.Select(bin => bin.Said)],
                [.. curves[i].Curve.Bins.Select(bin => bin.Right)],
                curves[i].Name,
                i
            );
        var diagonal = plot.Add.ScatterLine(new[] { 0.0, 1 }, new[] { 0.0, 1 }, Colors.Gray);
        diagonal.LinePattern = LinePattern.Dashed;
        plot.Axes.SetLimits(0, 1, 0, 1.02);
        return ReportPlot.Png(plot, Alignment.UpperLeft);
    }
}
