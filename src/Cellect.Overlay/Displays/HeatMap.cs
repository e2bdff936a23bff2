using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Traces as a heat map: each row within its own range, and followed by the one that it correlates with most.</summary>
internal static class HeatMap
{
    public static HeatRow Of((int Track, TracePoint[] Values)[] traces)
    {
        var (first, last) = (traces.Min(trace => trace.Values[0].T), traces.Max(trace => trace.Values[^1].T));
        var columns = last - first + 1;
        var rows = Sorted([.. traces.Select(trace => Scaled(trace.Values, first, columns))]);
        return new HeatRow($"ΔF/F0 of {traces.Length} cells, t {first} to {last}", columns, new([.. rows.SelectMany(row => row)]));
    }

    private static float[] Scaled(TracePoint[] values, int first, int columns)
    {
        var (low, high) = (values.Min(point => point.Value), values.Max(point => point.Value));
        var row = new float[columns];
        Array.Fill(row, float.NaN);
        foreach (var point in values)
            row[point.T - first] = high > low ? (point.Value - low) / (high - low) : 0;
        return row;
    }

    private static List<float[]> Sorted(List<float[]> rows)
    {
        var sorted = new List<float[]> { rows[0] };
        var left = rows.Skip(1).ToList();
        while (left.Count > 0)
        {
            var next = left.MaxBy(row => Correlation(sorted[^1], row))!;
            left.Remove(next);
            sorted.Add(next);
        }

        return sorted;
    }

    // Pearson's over what both have; -1 where that is too little.
    private static double Correlation(float[] a, float[] b)
    {
        var (n, sa, sb, saa, sbb, sab) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            if (!float.IsNaN(a[i]) && !float.IsNaN(b[i]))
                (n, sa, sb, saa, sbb, sab) = (n + 1, sa + a[i], sb + b[i], saa + (a[i] * a[i]), sbb + (b[i] * b[i]), sab + (a[i] * b[i]));
        var spread = ((n * saa) - (sa * sa)) * ((n * sbb) - (sb * sb));
        return n > 2 && spread > 1e-12 ? ((n * sab) - (sa * sb)) / Math.Sqrt(spread) : -1;
    }
}
