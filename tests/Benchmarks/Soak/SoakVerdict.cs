namespace Cellect.Benchmarks.Soak;

/// <summary>Whether memory stayed flat.</summary>
internal static class SoakVerdict
{
    private const int SettledVolumes = 300;
    private const double MaxGrowth = 0.10;

    /// <summary>Every complaint; none when memory was flat.</summary>
    public static List<string> Of(IReadOnlyList<SoakSample> samples)
    {
        var complaints = new List<string>();
        var last = samples[^1];
        var settled = samples.FirstOrDefault(s => s.Volumes >= Math.Min(SettledVolumes, last.Volumes / 2)) ?? last;
        if (last.Tensors > settled.Tensors)
            complaints.Add($"live tensors grew from {settled.Tensors} to {last.Tensors}");
        if (samples.FirstOrDefault(s => s.Lent > 0) is { } leak)
            complaints.Add($"{leak.Lent} pooled buffers were out after {leak.Volumes} volumes, when all were done");
        if (last.WorkingSetBytes > settled.WorkingSetBytes * (1 + MaxGrowth))
            complaints.Add(
                $"the working set grew by {100.0 * last.WorkingSetBytes / settled.WorkingSetBytes - 100:0.0} % after "
                    + $"volume {settled.Volumes}, more than {100 * MaxGrowth} %"
            );
        return complaints;
    }
}
