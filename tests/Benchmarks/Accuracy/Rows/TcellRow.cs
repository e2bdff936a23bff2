using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>T cells, one in five of those that are seen with a truth (paper, Fig. 3).</summary>
internal sealed class TcellRow : IAccuracyRow
{
    private const double Followed = 0.8;

    public string Name => "tcells";

    public string On => "T-cell tracks rendered dense, 1 in 5 as truth";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new TcellSpecimen(options.Data, options.Frames);
        var (scored, rendered) = specimen.Tracks;
        Console.WriteLine($"{scored} real tracks among {rendered}");
        using var method = ModelMethod.Load(options.Model);
        var result = await TrackingRun.RunAsync(specimen, method, options.Out);
        var points = PointScore.Compute(specimen.Everything, result, specimen.Match);
        return
        [
            new(
                $"tracks with overlap above {Followed}",
                TrackOverlap.Compute(specimen.Truth, result, specimen.Match).ShareAbove(Followed),
                0.85,
                0.93
            ),
            new("node recall, all cells", points.Nodes.Recall),
            new("node precision, all cells", NodePrecision(specimen, result)),
            new("edge recall, all cells", points.Edges.Recall),
        ];
    }

    private static double? NodePrecision(TcellSpecimen specimen, TrackGraph result) =>
        (double)PointMatching.Match(specimen.Everything, result, specimen.Match).Count / Math.Max(1, result.NodeCount);
}
