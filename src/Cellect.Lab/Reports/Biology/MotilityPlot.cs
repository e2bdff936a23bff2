using System.Globalization;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Motility;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Cellect.Lab.Reports.Biology;

/// <summary>How long cells were followed and how far they came (paper, Supplementary Fig. 17), and how they spread.</summary>
internal static class MotilityPlot
{
    /// <summary>A dot a track: displacement over duration. The migratory ones stand out.</summary>
    public static byte[] Displacement(BiologyFindings findings)
    {
        var unit = TimeAxis.For(findings.Seconds);
        var tracks = findings.Tracks.Where(track => track.Life.Motility.Places > 1).ToArray();
        var migratory = tracks.Where(track => track.Life.Motility.IsMigratory).ToArray();
        var share = tracks.Length == 0 ? 0 : 100.0 * migratory.Length / tracks.Length;
        var plot = ReportPlot.Create(
            string.Create(CultureInfo.InvariantCulture, $"{tracks.Length} tracks, {migratory.Length} highly migratory ({share:0.#} %)"),
            $"duration, {unit.Name}",
            "net displacement, µm"
        );
        Dots(plot, unit, [.. tracks.Except(migratory)], "others", Colors.Gray.WithAlpha(0.5));
        Dots(plot, unit, migratory, "highly migratory", ReportPlot.Colors[1]);
        plot.Axes.AutoScale();
        var limits = plot.Axes.GetLimits();
        plot.Axes.SetLimits(0, limits.Right, 0, limits.Top);
        return ReportPlot.Png(plot, Alignment.UpperLeft);
    }

    /// <summary>Mean square displacement over lag, of all tracks together, with its exponent: 1 diffuses, 2 goes straight.</summary>
    public static byte[]? Spreading(BiologyFindings findings)
    {
        var interval = findings.Seconds / Math.Max(1, findings.SecondsOf.Keys.Max() - findings.SecondsOf.Keys.Min());
        var unit = TimeAxis.For(DisplacementLags.Lags[^1] * interval);
        var points = new List<(double Log, double Square)>();
        for (var i = 0; i < DisplacementLags.Lags.Count; i++)
        {
            var means = findings.Tracks.Select(track => track.Life.Motility.MeanSquareDisplacements()[i]).OfType<double>().ToArray();
            if (means.Length > 0 && means.Average() > 0)
                points.Add((Math.Log10(unit.Of(DisplacementLags.Lags[i] * interval)), Math.Log10(means.Average())));
        }

        if (points.Count < 2)
            return null;
        var exponent = (points[^1].Square - points[0].Square) / (points[^1].Log - points[0].Log);
        var plot = ReportPlot.Create(
            string.Create(CultureInfo.InvariantCulture, $"Mean square displacement, mean of the tracks: exponent {exponent:0.00}"),
            $"lag, {unit.Name}",
            "mean square displacement, µm²"
        );
        var line = plot.Add.Scatter(points.Select(p => p.Log).ToArray(), points.Select(p => p.Square).ToArray(), ReportPlot.Colors[0]);
        (line.LineWidth, line.MarkerSize, line.LegendText) = (2, 9, "measured");
        ReportPlot.AddLine(plot, [points[0].Log, points[^1].Log], Slope(points, 1), "diffusion (exponent 1)", 4);
        ReportPlot.AddLine(plot, [points[0].Log, points[^1].Log], Slope(points, 2), "straight on (exponent 2)", 2);
        plot.Axes.Bottom.TickGenerator = LogTicks(points[0].Log, points[^1].Log);
        plot.Axes.Left.TickGenerator = LogTicks(points[0].Square, Slope(points, 2)[1]);
        return ReportPlot.Png(plot, Alignment.UpperLeft);
    }

    private static NumericManual LogTicks(double least, double most)
    {
        var ticks = new NumericManual();
        for (var power = (int)Math.Floor(least) - 1; power <= most + 1; power++)
            foreach (var digit in new[] { 1, 2, 5 })
            {
                var value = digit * Math.Pow(10, power);
                ticks.AddMajor(Math.Log10(value), value.ToString("0.####", CultureInfo.InvariantCulture));
            }

        return ticks;
    }

    private static double[] Slope(List<(double Log, double Square)> points, double exponent) =>
        [points[0].Square, points[0].Square + (exponent * (points[^1].Log - points[0].Log))];

    private static void Dots(Plot plot, TimeAxis unit, EndedTrack[] tracks, string name, Color colour)
    {
        var dots = plot.Add.ScatterPoints(
            tracks.Select(track => unit.Of(track.Life.Motility.DurationSeconds)).ToArray(),
            tracks.Select(track => track.Life.Motility.NetMicrometres).ToArray(),
            colour
        );
        (dots.LegendText, dots.MarkerSize) = ($"{name}: {tracks.Length}", 6);
    }
}
