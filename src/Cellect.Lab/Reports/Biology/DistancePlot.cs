using System.Globalization;
using Cellect.Analysis.Interactions;
using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Distances of two cells around an event, all events laid over each other (paper, Fig. 4): a thin line an event, a thick one
/// their median.</summary>
internal static class DistancePlot
{
    private const int MostLines = 300;

    /// <summary>The picture; null where there was no such event.</summary>
    public static byte[]? Draw(RecordingFindings findings, InteractionKind kind, string after)
    {
        var curves = findings.Curves.Where(curve => curve.Event.Kind == kind && curve.Points.Count > 1).ToArray();
        if (curves.Length == 0)
            return null;
        var unit = TimeAxis.For(curves.Max(curve => curve.Points[^1].Seconds));
        var plot = ReportPlot.Create(
            string.Create(CultureInfo.InvariantCulture, $"{curves.Length} events; 0 is where {after}"),
            $"time since the event, {unit.Name}",
            "distance of the surfaces, µm"
        );
        foreach (var curve in curves.Take(MostLines))
        {
            var line = plot.Add.ScatterLine(
                curve.Points.Select(point => unit.Of(point.Seconds)).ToArray(),
                curve.Points.Select(point => point.Distance).ToArray(),
                Colors.Gray.WithAlpha(0.35)
            );
            line.LineWidth = 1;
        }

        var medians = Medians(curves);
        var thick = plot.Add.ScatterLine(
            medians.Select(point => unit.Of(point.Seconds)).ToArray(),
            medians.Select(point => point.Distance).ToArray(),
            ReportPlot.Colors[1]
        );
        (thick.LineWidth, thick.LegendText) = (3, "median");
        return ReportPlot.Png(plot, Alignment.UpperRight);
    }

    // By time points since the event; its time is the mean of theirs.
    private static List<(double Seconds, double Distance)> Medians(DistanceCurve[] curves) =>
        [
            .. curves
                .SelectMany(curve => curve.Points.Select(point => (After: point.T - curve.Event.T, Point: point)))
                .GroupBy(pair => pair.After)
                .OrderBy(group => group.Key)
                .Select(group => (group.Average(pair => pair.Point.Seconds), Median(group.Select(pair => pair.Point.Distance)))),
        ];

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
