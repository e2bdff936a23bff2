using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Traces of the longest tracks as a heat map (paper, Fig. 5): a row a track, time to the right, grey where the cell was not
/// seen. Each row follows the one that it correlates with most.</summary>
internal static class TraceHeatMap
{
    private const int MostTracks = 200;
    private const double Low = 0.01,
        High = 0.99;

    /// <summary>The picture; null where there is no trace.</summary>
    public static byte[]? Draw(BiologyFindings findings)
    {
        var times = findings.SecondsOf.Keys.Order().ToArray();
        var columnOf = times.Select((t, column) => (t, column)).ToDictionary(pair => pair.t, pair => pair.column);
        // Fragments beside whole traces show nothing but that tracks broke.
        var longest = findings.Traces.Values.Select(trace => trace.Count).DefaultIfEmpty(0).Max();
        var rows = findings
            .Traces.OrderByDescending(trace => trace.Value.Count)
            .ThenBy(trace => trace.Key)
            .Take(MostTracks)
            .Where(trace => trace.Value.Count > Math.Max(2, longest / 4))
            .Select(trace => Scaled(trace.Value, columnOf))
            .ToList();
        if (rows.Count == 0)
            return null;
        var sorted = Sorted(rows);
        var map = new double[sorted.Count, times.Length];
        for (var row = 0; row < sorted.Count; row++)
        for (var column = 0; column < times.Length; column++)
            map[row, column] = sorted[row][column];
        var unit = TimeAxis.For(findings.Seconds);
        var last = Math.Max(unit.Of(findings.Seconds), 1e-9);
        var plot = ReportPlot.Create(
            $"ΔF/F0 of {sorted.Count} of {findings.Traces.Count} tracks",
            $"time, {unit.Name}",
            "track, sorted by correlation"
        );
        var heat = plot.Add.Heatmap(map);
        heat.Colormap = new ScottPlot.Colormaps.Inferno();
        heat.NaNCellColor = Colors.LightGray;
        heat.Rectangle = new CoordinateRect(0, last, 0, sorted.Count);
        plot.Axes.SetLimits(0, last, 0, sorted.Count);
        return ReportPlot.PngPlain(plot);
    }

    /// <summary>A trace over all columns, 0 to 1 within its own range; NaN where it has no value.</summary>
    private static double[] Scaled(List<(int T, float Value)> trace, Dictionary<int, int> columnOf)
    {
        var values = trace.Select(point => point.Value).Order().ToArray();
        var (low, high) = (values[(int)(Low * (values.Length - 1))], values[(int)(High * (values.Length - 1))]);
        var row = new double[columnOf.Count];
        Array.Fill(row, double.NaN);
        foreach (var (t, value) in trace)
            row[columnOf[t]] = high > low ? Math.Clamp((value - low) / (high - low), 0, 1) : 0;
        return row;
    }

    private static List<double[]> Sorted(List<double[]> rows)
    {
        var (sorted, left) = (new List<double[]> { rows[0] }, rows.Skip(1).ToList());
        while (left.Count > 0)
        {
            var next = left.MaxBy(row => Correlation(sorted[^1], row))!;
            left.Remove(next);
            sorted.Add(next);
        }

        return sorted;
    }

    /// <summary>Pearson's correlation over what both have; -1 where that is too little.</summary>
    private static double Correlation(double[] a, double[] b)
    {
        var (n, sa, sb, saa, sbb, sab) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            if (double.IsNaN(a[i]) || double.IsNaN(b[i]))
                continue;
            n++;
            (sa, sb, saa, sbb, sab) = (sa + a[i], sb + b[i], saa + (a[i] * a[i]), sbb + (b[i] * b[i]), sab + (a[i] * b[i]));
        }

        var spread = ((n * saa) - (sa * sa)) * ((n * sbb) - (sb * sb));
        return n > 2 && spread > 1e-12 ? ((n * sab) - (sa * sb)) / Math.Sqrt(spread) : -1;
    }
}
