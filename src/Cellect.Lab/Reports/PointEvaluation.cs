using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;

namespace Cellect.Lab.Reports;

/// <summary>Everything that is measured of one result against a truth of points.</summary>
public sealed class PointEvaluation
{
    private PointEvaluation() { }

    /// <summary>What the result is called, usually its path.</summary>
    public required string Name { get; init; }

    /// <summary>Cells, links and divisions by the one-to-one matching of cells.</summary>
    public required PointScore Points { get; init; }

    /// <summary>linajea's measures by its matching of links.</summary>
    public required LinajeaScore Linajea { get; init; }

    /// <summary>How much of each true track one track of the result covers.</summary>
    public required TrackOverlap Overlap { get; init; }

    /// <summary>All numbers in the order of a report.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Evaluates one result.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="truth">The truth.</param>
    /// <param name="result">The result.</param>
    /// <param name="match">Scales, distance, sparse, frames.</param>
    /// <param name="overlapThreshold">Overlap above which a true track counts as followed, 0 to 1.</param>
    public static PointEvaluation Compute(
        string name,
        TrackGraph truth,
        TrackGraph result,
        PointMatchOptions match,
        double overlapThreshold
    )
    {
        var (cutTruth, cutResult) = match.Cut(truth, result);
        var matching = PointMatching.Match(cutTruth, cutResult, match);
        var points = PointScore.Compute(matching, match.Sparse);
        var linajea = LinajeaScore.Compute(cutTruth, cutResult, match, new LinajeaOptions());
        var near = DivisionProximity.Compute(cutTruth, cutResult, match, PointScore.MaxTolerance);
        var descent = DivisionDescent.Compute(matching, match.Sparse, PointScore.MaxTolerance);
        var overlap = TrackOverlap.Compute(matching);
        return new PointEvaluation
        {
            Name = name,
            Points = points,
            Linajea = linajea,
            Overlap = overlap,
            Measures = PointMeasures.List(matching, points, linajea, near, descent, overlap, overlapThreshold),
        };
    }
}
