using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>Cells whose membranes shine, rendered, of radius 8 to 12 columns: the mean over three sizes.</summary>
internal sealed class MembraneRow : IAccuracyRow
{
    private const int UsualFrames = 6;
    private const double Column = 0.4;
    private static readonly int[] Radii = [8, 10, 12];

    public string Name => "membranes";

    public string On => "membranes rendered, radius 8 to 12 columns";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        var scores = new List<DenseScore>();
        var masks = new List<SegmentationScore>();
        foreach (var radius in Radii)
        {
            using var specimen = new RenderedSpecimen(
                $"membranes-{radius}",
                $"embryo?label=membrane&seed={radius}&radius={radius}&um=0.4&anisotropy=2.5&cells=24&z=32&y=192&x=192"
                    + $"&frames={options.Frames ?? UsualFrames}",
                radius * Column
            );
            using var method = ModelMethod.Load(options.Model, options.SettleIn);
            var result = await TrackingRun.RunAsync(specimen, method, options.Out, (volume, frame, cells, _) =>
                masks.Add(SegmentationScore.Of(specimen.Balls(volume.Header, MembranePainter.Swelling), volume, frame, cells))
            );
            scores.Add(DenseScore.Of(specimen, result));
        }

        return
        [
            new("node F1", scores.Average(score => score.NodeF1), null, 0.9),
            new("SEG", masks.Average(frame => frame.Seg), null, 0.6),
            new("SEG, by the foreground alone", masks.Average(frame => frame.ForegroundSeg)),
            new("mask volume over the true one, median", masks.Average(frame => frame.Volume)),
            new("node recall", scores.Average(score => score.NodeRecall)),
            new("node precision", scores.Average(score => score.NodePrecision)),
        ];
    }
}
