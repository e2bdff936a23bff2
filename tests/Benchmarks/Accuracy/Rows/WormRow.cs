using Cellect.Benchmarks.Accuracy.Peer;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>A rendered C. elegans embryo, from 4 to 360 nuclei.</summary>
internal sealed class WormRow : IAccuracyRow
{
    private const double ColumnMicrometres = 0.2;

    public string Name => "ce01";

    public string On => "CE01 lineage rendered, 0.2 × 0.2 × 1 µm";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = WormSpecimen.Open(options.Data, ColumnMicrometres, options.Frames);
        var (ours, tracking) = await ScoreAsync(specimen, options);
        var found = await PeerRun.TrackAsync(
            options,
            () => WormSpecimen.Open(options.Data, ColumnMicrometres, options.Frames),
            PeerSettings.Worm
        );
        var peer = found is null ? null : DenseScore.Of(specimen, found);
        return
        [
            new("node recall", ours.NodeRecall, 0.97, 0.99, peer?.NodeRecall),
            new("node precision", ours.NodePrecision, 0.97, 0.99, peer?.NodePrecision),
            new("edge recall", ours.EdgeRecall, 0.95, 0.99, peer?.EdgeRecall),
            new("sum of errors per 1000 edges", ours.ErrorsPerThousand, 25, 4, peer?.ErrorsPerThousand)
            {
                LessIsBetter = true,
                Decimals = 1,
            },
            new("error-free over 20 frames", ours.ErrorFree20, 0.60, 0.93, peer?.ErrorFree20),
            new("error-free over 150 frames", ours.ErrorFree150, null, 0.50, peer?.ErrorFree150),
            new("division F1 within one frame", ours.DivisionF1, 0.85, 0.95, peer?.DivisionF1),
            new("TRA", tracking, 0.97, 0.994),
        ];
    }

    /// <summary>Tracks a rendered specimen with the model; all scores.</summary>
    internal static async Task<(DenseScore Score, double? Tracking)> ScoreAsync(RenderedSpecimen specimen, AccuracyOptions options)
    {
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var markers = new MarkerScore();
        var result = await TrackingRun.RunAsync(specimen, method, options.Out, (volume, frame, cells, _) =>
            markers.Add(volume, specimen.NodesOfNewestFrame(), frame, cells)
        );
        return (DenseScore.Of(specimen, result), markers.Tracking());
    }
}
