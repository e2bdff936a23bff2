using Cellect.Model.Detections;
using Cellect.Model.Evaluation;

namespace Cellect.Model.Links;

/// <summary>
/// Links the cells of a frame to those of the frame before: the networks' probabilities turned into the most likely set of links in
/// which every cell has at most one origin and every origin one successor, or two where both look like daughters.
/// </summary>
public sealed class Linker
{
    private readonly ICellMatcher _matcher;
    private readonly LinkerOptions _options;
    private readonly DuplicateMerger _merger;

    internal Linker(ICellMatcher matcher, LinkerOptions options)
    {
        _matcher = matcher;
        _options = options;
        _merger = new DuplicateMerger(matcher, options);
    }

    /// <summary>The frame with each cell once.</summary>
    public DetectedFrame Merge(DetectedFrame frame) => _merger.Merge(frame);

    /// <summary>One link for each cell of <paramref name="now"/>, in its order.</summary>
    /// <param name="now">Newest frame, duplicates merged.</param>
    /// <param name="before">Frame before, duplicates merged.</param>
    /// <param name="timeStep">Time points between them, at least 1.</param>
    public Link[] Link(DetectedFrame now, DetectedFrame before, int timeStep)
    {
        var links = new Link[now.Cells.Length];
        Array.Fill(links, new Link(-1, 1, 0));
        if (now.Cells.Length == 0 || before.Cells.Length == 0)
            return links;
        var features = InterFrameFeatures.Compute(now, before, timeStep);
        var (origin, daughter) = _matcher.Origins(features);
        var parents = Assign(FindPairs(features, origin, daughter, before.Cells.Length), daughter, before.Cells.Length);
        for (var cell = 0; cell < links.Length; cell++)
            links[cell] = new Link(parents[cell], Probability(features, origin, cell, parents[cell]), daughter[cell]);
        return links;
    }

    /// <summary>The origins that a cell had better have than none, and what each costs; an origin has a second place for a second daughter.</summary>
    private List<CandidatePair> FindPairs(InterFrameFeatures features, float[] origin, float[] daughter, int origins)
    {
        const int candidates = InterFrameFeatures.Candidates;
        var pairs = new List<CandidatePair>(2 * daughter.Length);
        for (var at = 0; at < features.Index.Length; at++)
        {
            int cell = at / candidates, parent = features.Index[at];
            if (parent < 0 || features.Pairs[at * InterFrameFeatures.PerCandidate] > _options.MaxDistanceRadii)
                continue;
            var cost = Math.Log((origin[cell * (candidates + 1) + candidates] + 1e-6) / (origin[cell * (candidates + 1) + at % candidates] + 1e-6));
            if (cost >= 0)
                continue;
            pairs.Add(new CandidatePair(cell, parent, cost));
            var second = cost + Math.Log((1 - daughter[cell] + 1e-6) / (daughter[cell] + 1e-6));
            if (second < 0)
                pairs.Add(new CandidatePair(cell, origins + parent, second));
        }

        return pairs;
    }

    /// <summary>The best origin of each cell, or -1; solved again without the second places of origins that must not divide.</summary>
    private int[] Assign(List<CandidatePair> pairs, float[] daughter, int origins)
    {
        var mayDivide = new bool[origins];
        Array.Fill(mayDivide, true);
        while (true)
        {
            var parents = SparseAssignment.Solve(daughter.Length, 2 * origins, pairs, 0);
            foreach (ref var parent in parents.AsSpan())
                if (parent >= origins)
                    parent -= origins;
            if (!ForbidWeakDivisions(parents, daughter, mayDivide))
                return parents;
            pairs.RemoveAll(pair => pair.Right >= origins && !mayDivide[pair.Right - origins]);
        }
    }

    private static float Probability(InterFrameFeatures features, float[] origin, int cell, int parent)
    {
        const int candidates = InterFrameFeatures.Candidates;
        var row = origin.AsSpan(cell * (candidates + 1), candidates + 1);
        return parent < 0 ? row[candidates] : row[features.Index.AsSpan(cell * candidates, candidates).IndexOf(parent)];
    }

    /// <summary>Origins whose two successors do not look like daughters may not divide. True when there were any.</summary>
    private bool ForbidWeakDivisions(int[] parents, float[] daughter, bool[] mayDivide)
    {
        var first = new int[mayDivide.Length];
        Array.Fill(first, -1);
        var any = false;
        for (var cell = 0; cell < parents.Length; cell++)
        {
            var parent = parents[cell];
            if (parent < 0)
                continue;
            if (first[parent] >= 0 && Math.Sqrt(daughter[first[parent]] * daughter[cell]) < _options.MinDivision)
            {
                mayDivide[parent] = false;
                any = true;
            }

            first[parent] = cell;
        }

        return any;
    }
}
