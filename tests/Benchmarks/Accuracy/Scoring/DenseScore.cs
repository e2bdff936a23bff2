using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>What a truth that names every cell can tell.</summary>
/// <param name="NodeRecall">Share of the true cells found.</param>
/// <param name="NodePrecision">Share of the found cells that are true.</param>
/// <param name="NodeF1">Harmonic mean of the two.</param>
/// <param name="EdgeRecall">Share of the true links found between matched cells.</param>
/// <param name="ErrorsPerThousand">linajea's sum of errors for 1000 true links.</param>
/// <param name="ErrorFree20">linajea's error-free fraction over 20 frames.</param>
/// <param name="ErrorFree150">The same over 150 frames.</param>
/// <param name="DivisionF1">Divisions that are right to within one frame.</param>
internal sealed record DenseScore(
    double? NodeRecall,
    double? NodePrecision,
    double? NodeF1,
    double? EdgeRecall,
    double? ErrorsPerThousand,
    double? ErrorFree20,
    double? ErrorFree150,
    double? DivisionF1
)
{
    public static DenseScore Of(ISpecimen specimen, TrackGraph result)
    {
        var (truth, match) = (specimen.Truth, specimen.Match);
        var points = PointScore.Compute(truth, result, match);
        var linajea = LinajeaScore.Compute(truth, result, match, new LinajeaOptions());
        return new DenseScore(
            points.Nodes.Recall,
            points.Nodes.Precision,
            points.Nodes.F1,
            points.Edges.Recall,
            linajea.Sum,
            linajea.ErrorFree[20 - 1],
            linajea.ErrorFree[150 - 1],
            points.Divisions[1].F1
        );
    }
}
