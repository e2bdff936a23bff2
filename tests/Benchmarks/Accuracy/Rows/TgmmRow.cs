using Cellect.Benchmarks.Accuracy.Peer;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>Real Drosophila nuclei with sparse silver truth.</summary>
internal sealed class TgmmRow : IAccuracyRow
{
    public string Name => "tgmm";

    public string On => "TGMM images, frames 0–15, silver truth";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new TgmmSpecimen(options.Data, 1, options.Frames);
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var ours = SparseScore.Of(specimen, await TrackingRun.RunAsync(specimen, method, options.Out));
        var peer = await PeerRun.TrackAsync(options, () => new TgmmSpecimen(options.Data, 1, options.Frames), PeerSettings.Tgmm)
            is { } found
            ? SparseScore.Of(specimen, found)
            : null;
        return
        [
            new("node recall", ours.NodeRecall, 0.97, 0.99, peer?.NodeRecall),
            new("edge recall (links of matched cells)", ours.EdgeRecall, 0.95, 0.98, peer?.EdgeRecall),
            new("edge recall by linajea's rule", ours.LinajeaRecall, null, null, peer?.LinajeaRecall),
            new("detections above slice 18 a node", ours.DetectionsPerNode, 1.15, null, peer?.DetectionsPerNode) { LessIsBetter = true },
        ];
    }
}
