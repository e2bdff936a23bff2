using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>The TGMM images whichever way they lie, and begun later: what is found must not hang on it.</summary>
internal sealed class TgmmTurnedRow : IAccuracyRow
{
    private const int Later = 3;

    public string Name => "tgmm-turned";

    public string On => "TGMM 0–15, the worst of its eight flips and turns and of a start at frame 3";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        double? node = 1,
            edge = 1;
        for (var way = 0; way <= TurnedSpecimen.Ways; way++)
        {
            using var method = ModelMethod.Load(options.Model, options.SettleIn);
            var tgmm = new TgmmSpecimen(options.Data, 1, options.Frames);
            using ISpecimen specimen = way < TurnedSpecimen.Ways ? new TurnedSpecimen(tgmm, way) : new LaterSpecimen(tgmm, Later);
            var score = SparseScore.Of(specimen, await TrackingRun.RunAsync(specimen, method, options.Out));
            Console.WriteLine(
                FormattableString.Invariant($"{specimen.Name}: node {score.NodeRecall:0.000}, edge {score.EdgeRecall:0.000}")
            );
            (node, edge) = (Least(node, score.NodeRecall), Least(edge, score.EdgeRecall));
        }

        return [new("node recall, worst", node, 0.985, 0.995), new("edge recall, worst", edge, 0.96, 0.985)];
    }

    private static double? Least(double? a, double? b) => a is { } x && b is { } y ? Math.Min(x, y) : null;
}
