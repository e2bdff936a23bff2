using Cellect.Analysis.Graphs;
using Cellect.Data.Assignment;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// linajea's division measure (division_evaluation.py): divisions that lie near each other, in the same frame or, those left over,
/// up to some frames apart; whether mother and daughters are the same cells is not asked.
/// </summary>
public static class DivisionProximity
{
    /// <summary>Divisions matched, false and missed, for tolerances of 0 to <paramref name="maxTolerance"/> frames; false ones are unknown
    /// with a sparse truth.</summary>
    public static IReadOnlyList<Rates> Compute(TrackGraph truth, TrackGraph result, PointMatchOptions options, int maxTolerance)
    {
        var (cutTruth, cutResult) = options.Cut(truth, result);
        var near = new NearPairs(cutTruth, cutResult, options);
        var (missed, wrong) = (Divisions(cutTruth), Divisions(cutResult));
        var rates = new List<Rates>();
        var matched = 0;
        for (var tolerance = 0; tolerance <= maxTolerance; tolerance++)
        {
            matched += Match(cutTruth, cutResult, near, missed, wrong, tolerance, options.MaxDistance);
            rates.Add(new Rates(matched, options.Sparse ? null : wrong.Count, missed.Count));
        }
        return rates;
    }

    private static List<int> Divisions(TrackGraph graph) => [.. Enumerable.Range(0, graph.NodeCount).Where(graph.Divides)];

    private static int Match(
        TrackGraph truth,
        TrackGraph result,
        NearPairs near,
        List<int> missed,
        List<int> wrong,
        int frames,
        double maxDistance
    )
    {
        var byFrame = Enumerable.Range(0, wrong.Count).ToLookup(i => result.Frame(wrong[i]));
        var pairs = new List<CandidatePair>();
        for (var i = 0; i < missed.Count; i++)
            foreach (var t in new[] { truth.Frame(missed[i]) - frames, truth.Frame(missed[i]) + frames }.Distinct())
            foreach (var j in byFrame[t])
                if (near.Distance(missed[i], wrong[j]) is var distance && distance <= maxDistance)
                    pairs.Add(new CandidatePair(i, j, distance));
        var columnOf = SparseAssignment.Solve(missed.Count, wrong.Count, pairs, maxDistance + 1);
        var (left, right) = (missed.ToArray(), wrong.ToArray());
        missed.RemoveAll(node => columnOf[Array.BinarySearch(left, node)] >= 0);
        var taken = columnOf.Where(column => column >= 0).Select(column => right[column]).ToHashSet();
        wrong.RemoveAll(taken.Contains);
        return taken.Count;
    }
}
