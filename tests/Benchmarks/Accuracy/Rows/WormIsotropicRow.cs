using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>The rendered worm interpolated to isotropic voxels, every twentieth volume: detection alone.</summary>
internal sealed class WormIsotropicRow : IAccuracyRow
{
    private const double ColumnMicrometres = 0.2;
    private const int Stride = 20;

    public string Name => "ce01-isotropic";

    public string On => "CE01 rendering interpolated to isotropic voxels, every 20th volume";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new IsotropicSpecimen(
            new SlowerSpecimen(WormSpecimen.Open(options.Data, ColumnMicrometres, options.Frames * Stride), Stride)
        );
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var score = DenseScore.Of(specimen, await TrackingRun.RunAsync(specimen, method, options.Out));
        return [new("node precision", score.NodePrecision, 0.97, 0.99), new("node recall", score.NodeRecall)];
    }
}
