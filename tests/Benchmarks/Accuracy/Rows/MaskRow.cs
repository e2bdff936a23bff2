using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>One real volume whose cells have masks.</summary>
/// <param name="name">Name of the row.</param>
/// <param name="on">What it is, in the table.</param>
/// <param name="open">Opens it in the folder of the data sets.</param>
/// <param name="f1">What F1 has to be and what would be good.</param>
/// <param name="seg">The same of SEG.</param>
internal sealed class MaskRow(
    string name,
    string on,
    Func<string, IMaskedSpecimen> open,
    (double AtLeast, double Aim) f1,
    (double AtLeast, double Aim) seg
) : IAccuracyRow
{
    /// <summary>Eight nuclei of a mouse embryo.</summary>
    public static MaskRow Qcanet { get; } =
        new("qcanet", "QCANet 8-cell volume", data => new SingleVolumeSpecimen(data), (0.94, 1), (0.5, 0.75));

    /// <summary>Noisy nuclei that touch.</summary>
    public static MaskRow Plantseg { get; } =
        new("plantseg", "plantseg nuclei, 100³ voxels", data => new PlantsegSpecimen(data), (0.75, 0.9), (0.45, 0.65));

    public string Name => name;

    public string On => on;

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = open(options.Data);
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        SegmentationScore? masks = null;
        var result = await TrackingRun.RunAsync(specimen, method, options.Out, (volume, frame, cells, _) =>
            masks = SegmentationScore.Of(specimen.Labels, volume, frame, cells)
        );
        var score = DenseScore.Of(specimen, result);
        return
        [
            new("node F1", score.NodeF1, f1.AtLeast, f1.Aim),
            new("SEG", masks?.Seg, seg.AtLeast, seg.Aim),
            new("SEG, by the foreground alone", masks?.ForegroundSeg),
            new("node recall", score.NodeRecall),
            new("node precision", score.NodePrecision),
            new("mask volume over the true one, median", masks?.Volume),
            new("radius over the true one, median", masks?.Radius),
        ];
    }
}
