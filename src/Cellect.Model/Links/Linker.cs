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
        if (now.Cells.Length == 0 || before.Cells.Length == 0)
            return Enumerable.Repeat(new Link(-1, 1, 0), now.Cells.Length).ToArray();
        var features = InterFrameFeatures.Compute(now, before, timeStep);
        var (origin, daughter) = _matcher.Origins(features);
        var mayDivide = Enumerable.Repeat(true, before.Cells.Length).ToArray();
        while (true)
        {
            var parents = Assign(features, origin, daughter, mayDivide);
            if (!ForbidWeakDivisions(parents, daughter, mayDivide))
                return parents.Select((p, cell) => new Link(p.Parent, p.Probability, daughter[cell])).ToArray();
        }
    }

    /// <summary>The best assignment of cells to origins; an origin has a second place for a second daughter.</summary>
    private (int Parent, float Probability)[] Assign(InterFrameFeatures features, float[] origin, float[] daughter, bool[] mayDivide)
    {
        const int candidates = InterFrameFeatures.Candidates;
        var origins = mayDivide.Length;
        var pairs = new List<CandidatePair>();
        for (var at = 0; at < features.Index.Length; at++)
        {
            int cell = at / candidates, parent = features.Index[at];
            if (parent < 0 || features.Pairs[at * InterFrameFeatures.PerCandidate] > _options.MaxDistanceRadii)
                continue;
            var cost = Math.Log((origin[cell * (candidates + 1) + candidates] + 1e-6) / (origin[cell * (candidates + 1) + at % candidates] + 1e-6));
            if (cost < 0)
                pairs.Add(new CandidatePair(cell, parent, cost));
            var second = cost + Math.Log((1 - daughter[cell] + 1e-6) / (daughter[cell] + 1e-6));
            if (mayDivide[parent] && cost < 0 && second < 0)
                pairs.Add(new CandidatePair(cell, origins + parent, second));
        }

        var place = SparseAssignment.Solve(daughter.Length, 2 * origins, pairs, 0);
        return place.Select((p, cell) => Origin(features, origin, cell, p < 0 ? -1 : p % origins)).ToArray();
    }

    private static (int Parent, float Probability) Origin(InterFrameFeatures features, float[] origin, int cell, int parent)
    {
        const int candidates = InterFrameFeatures.Candidates;
        var row = origin.AsSpan(cell * (candidates + 1), candidates + 1);
        if (parent < 0)
            return (-1, row[candidates]);
        return (parent, row[features.Index.AsSpan(cell * candidates, candidates).IndexOf(parent)]);
    }

    /// <summary>Origins whose two successors do not look like daughters may not divide. True when there were any.</summary>
    private bool ForbidWeakDivisions((int Parent, float Probability)[] links, float[] daughter, bool[] mayDivide)
    {
        var first = new int[mayDivide.Length];
        Array.Fill(first, -1);
        var any = false;
        for (var cell = 0; cell < links.Length; cell++)
        {
            var parent = links[cell].Parent;
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
