using Cellect.Lab.Evaluation;
using ScottPlot;

namespace Cellect.Lab.Reports;

/// <summary>The five kinds of error of one result over time as a PNG picture.</summary>
internal static class ErrorTimePlot
{
    private static readonly (ErrorKind Kind, string Name)[] Kinds =
    [
        (ErrorKind.FalseNegativeEdge, "missed link (FN)"),
        (ErrorKind.FalsePositiveEdge, "false link (FP)"),
        (ErrorKind.IdentitySwitch, "identity switch (IS)"),
        (ErrorKind.FalseNegativeDivision, "missed division (FN-D)"),
        (ErrorKind.FalsePositiveDivision, "false division (FP-D)"),
    ];

    public static byte[] Draw(PointEvaluation result, int firstFrame, int lastFrame)
    {
        var plot = ReportPlot.Create($"Errors over time: {result.Name}", "frame", "errors in the frame");
        var frames = Enumerable.Range(firstFrame, Math.Max(1, lastFrame - firstFrame + 1)).Select(t => (double)t).ToArray();
        var most = 0.0;
        for (var i = 0; i < Kinds.Length; i++)
        {
            var counts = new double[frames.Length];
            foreach (var error in result.Linajea.Errors)
                if (error.Kind == Kinds[i].Kind)
                    counts[error.Frame - firstFrame]++;
            most = Math.Max(most, counts.Max());
            ReportPlot.AddLine(plot, frames, counts, Kinds[i].Name, i);
        }
        plot.Axes.SetLimitsY(0, 1.1 * Math.Max(1, most));
        return ReportPlot.Png(plot, Alignment.UpperLeft);
    }
}
