namespace Cellect.Benchmarks.Biology;

/// <summary>Spikes of a trace: volumes in which ΔF/F0 lies by more than some times its tremble above what the volume before has decayed
/// to. The decay is that of the trace itself: its autocovariance at two volumes over that at one.</summary>
internal static class SpikeFinder
{
    private const double FromMedian = 1.4826;

    /// <summary>How many times it trembles by.</summary>
    public const double Trembles = 5;

    /// <summary>Their time points.</summary>
    public static List<int> Find(IReadOnlyDictionary<int, double> trace, double trembles = Trembles)
    {
        var decay = Decay(trace);
        var rises = trace
            .Keys.Order()
            .Where(t => trace.ContainsKey(t - 1))
            .Select(t => (T: t, Rise: trace[t] - (decay * trace[t - 1])))
            .ToArray();
        if (rises.Length == 0)
            return [];
        var middle = Statistics.Median(rises.Select(rise => rise.Rise));
        var tremble = FromMedian * Statistics.Median(rises.Select(rise => Math.Abs(rise.Rise - middle)));
        return [.. rises.Where(rise => rise.Rise - middle > trembles * tremble).Select(rise => rise.T)];
    }

    /// <summary>How many are true, one to one, at most a volume apart.</summary>
    public static int Matches(List<int> found, IReadOnlySet<int> truth)
    {
        var left = new HashSet<int>(truth);
        var right = found.Count(left.Remove);
        foreach (var t in found.Where(t => !truth.Contains(t)))
            if (left.Remove(t - 1) || left.Remove(t + 1))
                right++;
        return right;
    }

    private static double Decay(IReadOnlyDictionary<int, double> trace)
    {
        var mean = trace.Values.Average();
        double Covariance(int lag) =>
            trace.Keys.Where(t => trace.ContainsKey(t - lag)).Sum(t => (trace[t] - mean) * (trace[t - lag] - mean));
        var one = Covariance(1);
        return one > 0 ? Math.Clamp(Covariance(2) / one, 0, 0.98) : 0;
    }
}
