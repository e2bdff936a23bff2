using Cellect.Benchmarks.Accuracy.Peer;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>The same as a slower microscope would see them.</summary>
internal sealed class TgmmEveryFourthRow : IAccuracyRow
{
    private const int Stride = 4;

    public string Name => "tgmm-4";

    public string On => "the same, every 4th frame";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new TgmmSpecimen(options.Data, Stride, options.Frames);
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var ours = SparseScore.Of(specimen, await TrackingRun.RunAsync(specimen, method, options.Out));
        var peer = await PeerRun.TrackAsync(options, () => new TgmmSpecimen(options.Data, Stride, options.Frames), PeerSettings.Tgmm)
            is { } found
            ? SparseScore.Of(specimen, found)
            : null;
        return
        [
            new("edge recall (links of matched cells)", ours.EdgeRecall, 0.88, 0.95, peer?.EdgeRecall),
            new("edge recall by linajea's rule", ours.LinajeaRecall, null, null, peer?.LinajeaRecall),
            new("node recall", ours.NodeRecall, null, null, peer?.NodeRecall),
        ];
    }
}
