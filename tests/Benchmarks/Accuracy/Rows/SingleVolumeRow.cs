using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>One real volume of a mouse embryo.</summary>
internal sealed class SingleVolumeRow : IAccuracyRow
{
    public string Name => "qcanet";

    public string On => "QCANet 8-cell volume";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new SingleVolumeSpecimen(options.Data);
        using var method = ModelMethod.Load(options.Model);
        var score = DenseScore.Of(specimen, await TrackingRun.RunAsync(specimen, method, options.Out));
        return [new("node F1", score.NodeF1, 0.95, 1), new("node recall", score.NodeRecall), new("node precision", score.NodePrecision)];
    }
}
