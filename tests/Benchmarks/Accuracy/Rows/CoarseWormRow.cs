using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Specimens;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>The same embryo at half the lateral sampling: what the size of the cells in voxels costs, and nothing else.</summary>
internal sealed class CoarseWormRow : IAccuracyRow
{
    private const double ColumnMicrometres = 0.4;

    public string Name => "ce01-coarse";

    public string On => "the same at 0.4 × 0.4 × 1 µm";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = WormSpecimen.Open(options.Data, ColumnMicrometres, options.Frames);
        var (ours, tracking) = await WormRow.ScoreAsync(specimen, options);
        return
        [
            new("node recall", ours.NodeRecall),
            new("node precision", ours.NodePrecision),
            new("edge recall", ours.EdgeRecall),
            new("sum of errors per 1000 edges", ours.ErrorsPerThousand) { Decimals = 1 },
            new("error-free over 20 frames", ours.ErrorFree20),
            new("error-free over 150 frames", ours.ErrorFree150),
            new("division F1 within one frame", ours.DivisionF1),
            new("TRA", tracking),
        ];
    }
}
