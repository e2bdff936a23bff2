using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Traces of a few cells with and without tracking (paper, Fig. 5): followed, and read at the place in which each was first seen,
/// one cell above the other.</summary>
internal static class FollowedPlot
{
    private const int MostCells = 4;
    private const double Gap = 1.15;

    /// <summary>The picture; null where no cell of the first volume was followed for nearly as long as the longest track.</summary>
    public static byte[]? Draw(BiologyFindings findings)
    {
        var longest = findings.Traces.Values.Select(trace => trace.Count).DefaultIfEmpty(0).Max();
        var tracks = findings
            .AtFirstPlaces.Keys.Where(track =>
                findings.Traces.TryGetValue(track, out var trace) && trace.Count > Math.Max(2, 0.9 * longest)
            )
            .OrderByDescending(track => Swing(findings.Traces[track]))
            .Take(MostCells)
            .ToArray();
        if (tracks.Length == 0)
            return null;
        var unit = TimeAxis.For(findings.Seconds);
        var plot = ReportPlot.Create(
            "followed, and at the place where each was first seen",
            $"time, {unit.Name}",
            "ΔF/F0, one cell above the other"
        );
        var height = Gap * tracks.Max(track => Swing(findings.Traces[track]));
        for (var i = 0; i < tracks.Length; i++)
        {
            var ground = (tracks.Length - 1 - i) * height;
            Add(plot, findings, unit, findings.AtFirstPlaces[tracks[i]], ground, height, Colors.Gray, i == 0 ? "not followed" : "");
            Add(plot, findings, unit, findings.Traces[tracks[i]], ground, height, ReportPlot.Colors[0], i == 0 ? "followed" : "");
        }

        return ReportPlot.Png(plot, Alignment.UpperRight);
    }

    private static void Add(
        Plot plot,
        BiologyFindings findings,
        TimeAxis unit,
        List<(int T, float Value)> trace,
        double ground,
        double height,
        Color color,
        string legend
    )
    {
        // Both begin at the same height, for there they are read at the same place. Where a fixed place has lost its cell, F0 is next to
        // nothing and its trace leaves the picture.
        var first = trace[0].Value;
        var line = plot.Add.ScatterLine(
            trace.Select(point => unit.Of(findings.SecondsOf[point.T])).ToArray(),
            trace.Select(point => ground + Math.Clamp(point.Value - first, -height / 2, height)).ToArray(),
            color
        );
        line.LineWidth = 1.5f;
        if (legend.Length > 0)
            line.LegendText = legend;
    }

    private static double Swing(List<(int T, float Value)> trace) => trace.Max(point => point.Value) - trace.Min(point => point.Value);
}
