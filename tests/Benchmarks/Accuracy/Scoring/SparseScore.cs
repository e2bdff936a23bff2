using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>What a sparse truth of surface nuclei can tell.</summary>
/// <param name="NodeRecall">Share of the true cells found.</param>
/// <param name="EdgeRecall">Share of the true links found between matched cells.</param>
/// <param name="LinajeaRecall">Share of the true links found by linajea's matching of links.</param>
/// <param name="DetectionsPerNode">Detections in the slices of the truth over true cells: what a threshold must not buy recall
/// with.</param>
internal sealed record SparseScore(double? NodeRecall, double? EdgeRecall, double? LinajeaRecall, double? DetectionsPerNode)
{
    /// <summary>The silver truth has nuclei above this slice only.</summary>
    public const double LowestSlice = 18;

    public static SparseScore Of(ISpecimen specimen, TrackGraph result)
    {
        var (truth, match) = (specimen.Truth, specimen.Match);
        var points = PointScore.Compute(truth, result, match);
        var linajea = LinajeaScore.Compute(truth, result, match, new LinajeaOptions());
        var above = Enumerable.Range(0, result.NodeCount).Count(node => result.Position(node).Z < LowestSlice);
        return new SparseScore(
            points.Nodes.Recall,
            points.Edges.Recall,
            linajea.Edges.Recall,
            truth.NodeCount == 0 ? null : (double)above / truth.NodeCount
        );
    }
}
