using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>T cells, one in five of those that are seen with a truth (paper, Fig. 3).</summary>
/// <param name="name">Name of the row.</param>
/// <param name="speed">How many times as fast they are: every so manieth volume is taken.</param>
internal sealed class TcellRow(string name, int speed) : IAccuracyRow
{
    private const double Followed = 0.8;

    /// <summary>As they were recorded.</summary>
    public static TcellRow Recorded { get; } = new("tcells", 1);

    /// <summary>Three times as fast.</summary>
    public static TcellRow Fast { get; } = new("tcells-fast", 3);

    public string Name => name;

    public string On => "T-cell tracks rendered dense, 1 in 5 as truth" + (speed == 1 ? "" : $", {speed} times as fast");

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        var cells = new TcellSpecimen(options.Data, options.Frames * speed);
        using var specimen = new SlowerSpecimen(cells, speed);
        var (scored, rendered) = cells.Tracks;
        Console.WriteLine($"{scored} real tracks among {rendered}");
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var plain = new PlainAssignment();
        var result = await TrackingRun.RunAsync(specimen, method, options.Out, (volume, frame, found, _) =>
            plain.Add(volume, frame, found)
        );
        var everything = specimen.Everything!;
        var points = PointScore.Compute(everything, result, specimen.Match);
        var plainly = plain.Tracks();
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
            new("edge recall by plain assignment of the same cells", PointScore.Compute(everything, plainly, specimen.Match).Edges.Recall),
            new(
                $"tracks with overlap above {Followed} by plain assignment",
                TrackOverlap.Compute(specimen.Truth, plainly, specimen.Match).ShareAbove(Followed)
            ),
        ];
    }

    private static double? NodePrecision(ISpecimen specimen, TrackGraph result) =>
        (double)PointMatching.Match(specimen.Everything!, result, specimen.Match).Count / Math.Max(1, result.NodeCount);
}
