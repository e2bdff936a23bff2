using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>Data on which parts are taken away, and what is measured there.</summary>
internal static class AblationSpecimens
{
    /// <param name="Name">Name of the row that has the same data.</param>
    /// <param name="Open">A fresh specimen.</param>
    /// <param name="Measures">Heads of the columns.</param>
    /// <param name="Score">The figures, in the order of <paramref name="Measures"/>.</param>
    internal sealed record Entry(string Name, Func<ISpecimen> Open, string[] Measures, Func<ISpecimen, TrackGraph, double?[]> Score);

    public static Entry[] All(AccuracyOptions options) =>
        [
            new(
                "tgmm",
                () => new TgmmSpecimen(options.Data, 1, options.Frames),
                ["TGMM edge recall", "detections a node"],
                (specimen, result) =>
                    Scoring.SparseScore.Of(specimen, result) is var score ? [score.EdgeRecall, score.DetectionsPerNode] : []
            ),
            new(
                "tgmm-4",
                () => new TgmmSpecimen(options.Data, 4, options.Frames),
                ["TGMM/4 edge recall"],
                (specimen, result) => [Scoring.SparseScore.Of(specimen, result).EdgeRecall]
            ),
            new(
                "ce01",
                () => WormSpecimen.Open(options.Data, 0.2, options.Frames),
                ["CE01 node recall", "node precision", "edge recall", "errors per 1000", "division F1"],
                (specimen, result) =>
                    Scoring.DenseScore.Of(specimen, result) is var score
                        ? [score.NodeRecall, score.NodePrecision, score.EdgeRecall, score.ErrorsPerThousand, score.DivisionF1]
                        : []
            ),
            new(
                "tcells",
                () => new TcellSpecimen(options.Data, options.Frames),
                ["T cells followed"],
                (specimen, result) => [TrackOverlap.Compute(specimen.Truth, result, specimen.Match).ShareAbove(0.8)]
            ),
        ];
}
