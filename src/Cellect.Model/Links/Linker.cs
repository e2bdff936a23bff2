using Cellect.Model.Assignment;
using Cellect.Model.Detections;

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
    public Link[] Link(DetectedFrame now, DetectedFrame before, int timeStep) => Link(now, Origins.Of(before), timeStep);

    /// <summary>One link for each cell of <paramref name="now"/>, in its order; parents are indices of the origins.</summary>
    /// <param name="now">Newest frame, duplicates merged.</param>
    /// <param name="origins">Frame before, and remembered cells.</param>
    /// <param name="timeStep">Time points between the two frames, at least 1.</param>
    internal Link[] Link(DetectedFrame now, Origins origins, int timeStep)
    {
        var links = new Link[now.Cells.Length];
        Array.Fill(links, new Link(-1, 1, 0));
        if (now.Cells.Length == 0 || origins.Frame.Cells.Length == 0)
            return links;
        var features = InterFrameFeatures.Compute(now, origins, timeStep, _matcher.Candidates);
        var origin = _matcher.Origins(features);
        var pairs = DivisionFeatures.Compute(now, origins, features, origin, timeStep);
        var dividing = _matcher.Divisions(pairs);
        var divisions = new DivisionTable(pairs, dividing, now.Cells.Length);
        while (true)
        {
            var parents = Assign(features, origin, divisions);
            if (divisions.ForbidUnlikely(parents, _options.MinDivision))
                continue;
            var division = divisions.OfCells(parents);
            var posterior = LinkPosterior.Of(features, origin, pairs.Pairs, dividing, (float)_options.NewCellOdds);
            for (var cell = 0; cell < links.Length; cell++)
                links[cell] = new Link(parents[cell], Probability(features, posterior, cell, parents[cell]), division[cell]);
            return links;
        }
    }

    /// <summary>The best assignment of cells to origins: index of the origin, or -1. An origin has a second place for a second daughter.</summary>
    private int[] Assign(InterFrameFeatures features, float[] origin, DivisionTable divisions)
    {
        var candidates = features.Candidates;
        var pairs = new List<CandidatePair>();
        var origins = 0;
        for (var at = 0; at < features.Index.Length; at++)
            origins = Math.Max(origins, features.Index[at] + 1);
        for (var at = 0; at < features.Index.Length; at++)
        {
            int cell = at / candidates, parent = features.Index[at];
            if (parent < 0 || features.Pairs[at * InterFrameFeatures.PerCandidate] > _options.MaxDistanceRadii)
                continue;
            var cost = LogOdds(origin[cell * (candidates + 1) + candidates], origin[cell * (candidates + 1) + at % candidates]) + Math.Log(_options.NewCellOdds);
            if (cost >= 0)
                continue;
            pairs.Add(new CandidatePair(cell, parent, cost));
            var division = divisions.Of(cell, parent);
            var second = cost + LogOdds(1 - division, division);
            // A division that was ruled out has no second place at any price: so every round has fewer, and there is a last one.
            if (division > 0 && second < 0)
                pairs.Add(new CandidatePair(cell, origins + parent, second));
        }

        var place = SparseAssignment.Solve(features.Index.Length / candidates, 2 * origins, pairs, 0);
        return Array.ConvertAll(place, p => p < 0 ? -1 : p % origins);
    }

    private static double LogOdds(float against, float @for) => Math.Log((against + 1e-6) / (@for + 1e-6));

    private static float Probability(InterFrameFeatures features, float[] posterior, int cell, int parent)
    {
        var candidates = features.Candidates;
        var row = posterior.AsSpan(cell * (candidates + 1), candidates + 1);
        return parent < 0 ? row[candidates] : row[features.Index.AsSpan(cell * candidates, candidates).IndexOf(parent)];
    }
}
