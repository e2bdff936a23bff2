using System.Globalization;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>A real embryo with a complete truth.</summary>
/// <param name="name">Name of the row.</param>
/// <param name="first">First frame.</param>
/// <param name="stride">Distance of the frames.</param>
/// <param name="bars">What has to be reached and what would be good: node recall, precision, edge recall, division F1; null: nothing is
/// asked.</param>
internal sealed class EmbryoRow(string name, int first, int stride, (double AtLeast, double Aim)?[] bars) : IAccuracyRow
{
    // Frames by which a division may be told early or late.
    private const int Tolerance = 1;

    /// <summary>The frames that no training sees.</summary>
    public static EmbryoRow Late { get; } = new("ce-embryo", 90, 1, [(0.995, 0.999), (0.98, 0.995), (0.99, 0.997), (0.92, 0.97)]);

    /// <summary>All frames, for weights that saw no real image.</summary>
    public static EmbryoRow Whole { get; } = new("ce-embryo-all", 0, 1, [(0.995, 0.998), (0.95, 0.98), (0.98, 0.99), (0.85, 0.92)]);

    /// <summary>The late frames as a microscope half as fast would see them.</summary>
    public static EmbryoRow EverySecond { get; } = new("ce-embryo-2", 90, 2, [null, null, null, null]);

    /// <summary>A third as fast.</summary>
    public static EmbryoRow EveryThird { get; } = new("ce-embryo-3", 90, 3, [null, null, null, null]);

    public string Name => name;

    public string On =>
        string.Create(CultureInfo.InvariantCulture, $"ce_embryo {first}–119") + (stride == 1 ? "" : $", every {stride}. frame");

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new EmbryoSpecimen(options.Data, first, stride, options.Frames);
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var result = await TrackingRun.RunAsync(specimen, method, options.Out);
        var (truth, found) = specimen.Match.Cut(specimen.Truth, result);
        var matching = PointMatching.Match(truth, found, specimen.Match);
        var score = PointScore.Compute(matching, sparse: false);
        var divisions = DivisionDescent.Compute(matching, sparse: false, Tolerance)[Tolerance];
        return
        [
            Barred("node recall", score.Nodes.Recall, 0),
            Barred("node precision", score.Nodes.Precision, 1),
            Barred("edge recall", score.Edges.Recall, 2),
            Barred("division F1 within one frame", divisions.F1, 3),
            new("division precision", divisions.Precision),
            new("division recall", divisions.Recall),
        ];

        MeasuredValue Barred(string measure, double? value, int bar) => new(measure, value, bars[bar]?.AtLeast, bars[bar]?.Aim);
    }
}
