using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>linajea's measures of a result (Malin-Mayor et al. 2023, Hirsch et al. 2022); the error counts per 1000 true links.</summary>
public sealed class LinajeaScore
{
    /// <summary>True links.</summary>
    public required int TrueEdges { get; init; }

    /// <summary>Links, before one-off divisions are forgiven: matched, false and missed.</summary>
    public required Rates Edges { get; init; }

    /// <summary>How often each kind of error happened, one-off divisions forgiven where the options say so.</summary>
    public required IReadOnlyDictionary<ErrorKind, int> Counts { get; init; }

    /// <summary>Missed and false divisions that were forgiven as off by one frame.</summary>
    public required (int Missed, int False) OneOff { get; init; }

    /// <summary>Mean size in links of the error-free pieces of the result (AEFTL); 0 where nothing matches.</summary>
    public required double MeanSegment { get; init; }

    /// <summary>Expected run length in links (ERL): the sum of squared sizes of the error-free pieces over the true links.</summary>
    public required double ExpectedRunLength { get; init; }

    /// <summary>F(1), F(2), ...: share of true pieces of n links without an error; null for an n that no truth has.</summary>
    public required IReadOnlyList<double?> ErrorFree { get; init; }

    /// <summary>Every error that is counted, by frame.</summary>
    public required IReadOnlyList<TrackingError> Errors { get; init; }

    /// <summary>Whether the truth is sparse, so that FP links are not part of the sum.</summary>
    public required bool Sparse { get; init; }

    /// <summary>Errors of a kind for 1000 true links; null where the truth has no link.</summary>
    public double? PerThousand(ErrorKind kind) => TrueEdges == 0 ? null : 1000.0 * Counts[kind] / TrueEdges;

    /// <summary>FN + IS + FP-D + FN-D, and FP where the truth is dense, for 1000 true links.</summary>
    public double? Sum =>
        TrueEdges == 0
            ? null
            : 1000.0 * Counts.Where(count => !Sparse || count.Key != ErrorKind.FalsePositiveEdge).Sum(count => count.Value) / TrueEdges;

    /// <summary>Scores a result.</summary>
    public static LinajeaScore Compute(TrackGraph truth, TrackGraph result, PointMatchOptions match, LinajeaOptions options)
    {
        var (cutTruth, cutResult) = match.Cut(truth, result);
        var matching = EdgeMatching.Match(cutTruth, cutResult, match);
        var all = TrackErrors.Find(matching, match.Sparse);
        var counted = options.ForgiveOneOff ? OneOffDivisions.Forgive(matching, all) : all;
        var segments = MatchedSegments.Sizes(matching, all.FalseDivisions);
        return new LinajeaScore
        {
            TrueEdges = cutTruth.EdgeCount,
            Edges = new Rates(matching.Count, all.FalseEdges.Count, all.MissedEdges.Count),
            Counts = Count(counted, options),
            OneOff = (all.MissedDivisions.Count - counted.MissedDivisions.Count, all.FalseDivisions.Count - counted.FalseDivisions.Count),
            MeanSegment = segments.Length == 0 ? 0 : segments.Average(),
            ExpectedRunLength = cutTruth.EdgeCount == 0 ? 0 : segments.Sum(size => (double)size * size) / cutTruth.EdgeCount,
            ErrorFree = ErrorFreeFraction.Compute(matching, all, options.MaxWindow),
            Errors = ErrorList.Describe(matching, counted, options.CountUnconnectedParent),
            Sparse = match.Sparse,
        };
    }

    private static Dictionary<ErrorKind, int> Count(TrackErrors errors, LinajeaOptions options) =>
        new()
        {
            [ErrorKind.FalseNegativeEdge] = errors.MissedEdges.Count,
            [ErrorKind.FalsePositiveEdge] = errors.FalseEdges.Count,
            [ErrorKind.IdentitySwitch] = errors.Switches.Count,
            [ErrorKind.FalseNegativeDivision] = errors.MissedDivisions.Count(division =>
                options.CountUnconnectedParent || division.Fault != DivisionFault.UnconnectedParent
            ),
            [ErrorKind.FalsePositiveDivision] = errors.FalseDivisions.Count,
        };
}
