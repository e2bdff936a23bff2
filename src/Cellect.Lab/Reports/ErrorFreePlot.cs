using ScottPlot;

namespace Cellect.Lab.Reports;

/// <summary>F(n) of one or several results as a PNG picture.</summary>
internal static class ErrorFreePlot
{
    public static byte[] Draw(IReadOnlyList<PointEvaluation> results)
    {
        var plot = ReportPlot.Create("Error-free tracking over n frames", "n (frames)", "F(n)");
        for (var i = 0; i < results.Count; i++)
        {
            var fractions = results[i]
                .Linajea.ErrorFree.TakeWhile(fraction => fraction is not null)
                .Select(fraction => fraction!.Value)
                .ToArray();
            ReportPlot.AddLine(plot, [.. Enumerable.Range(1, fractions.Length).Select(n => (double)n)], fractions, results[i].Name, i);
        }
        plot.Axes.SetLimitsY(0, 1.02);
        return ReportPlot.Png(plot, Alignment.LowerLeft);
    }
}
