using System.Globalization;
using Cellect.Benchmarks.Accuracy.Memory;
using Cellect.Benchmarks.Accuracy.Report;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>Peak memory of a process that reads, detects and links two large volumes.</summary>
internal sealed class MemoryRow : IAccuracyRow
{
    public string Name => "memory";

    public string On => "peak memory, 512×512×231 uint16, CPU";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        var gigabytes = await PeakMemory.MeasureAsync(options.Model) / 1e9;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak working set {gigabytes:0.00} GB"));
        return [new("working set, GB", gigabytes, 4, 2) { LessIsBetter = true, Decimals = 2 }];
    }
}
