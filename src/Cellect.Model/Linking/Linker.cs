using Cellect.Data.Assignment;
using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// Links the cells of a frame to those of the frame before: the networks' probabilities turned into the most likely set of links in
/// which every cell has at most one origin and every origin one successor, or two where both look like daughters.
/// </summary>
public sealed class Linker
{
    // Where the whole specimen has moved, or volumes are missing, what came into view beside a cell is rarely a daughter of it.
    private const double AcrossInterruption = 0.5;

    private readonly ICellMatcher _matcher;
    private readonly LinkerOptions _options;
    private readonly DuplicateMerger _merger;
    private readonly BirthPrior _newCells = new();

    internal Linker(ICellMatcher matcher, LinkerOptions options)
    {
        _matcher = matcher;
        _options = options;
        _merger = new DuplicateMerger(matcher, options);
    }

    /// <summary>What people's words on the session say of divisions: on what the division network says, in its own terms.</summary>
    internal ProbabilityMap Said { get; set; } = ProbabilityMap.Identity;

    /// <summary>What they say of cells without an origin: a factor on <see cref="LinkerOptions.NewCellOdds"/>.</summary>
    internal double NewCells { get; set; } = 1;

    /// <summary>Births and appearances of this series so far.</summary>
    internal (double Born, double Appeared) Births => _newCells.Counted;

    /// <summary>A new series begins.</summary>
    public void Reset() => _newCells.Reset();

    /// <summary>Goes on with what another process has counted.</summary>
    internal void Resume((double Born, double Appeared) births) => _newCells.Resume(births);

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
    /// <param name="interrupted">The series was interrupted between them: a division has to be likelier than elsewhere.</param>
    internal Link[] Link(DetectedFrame now, Origins origins, int timeStep, bool interrupted = false)
    {
        var links = new Link[now.Cells.Length];
        Array.Fill(links, new Link(-1, 1, 0));
        if (now.Cells.Length == 0 || origins.Frame.Cells.Length == 0)
            return links;
        var features = InterFrameFeatures.Compute(now, origins, timeStep, _matcher.Candidates);
        var origin = _matcher.Origins(features);
        var pairs = DivisionFeatures.Compute(now, origins, features, origin, timeStep);
        var dividing = _matcher.Divisions(pairs);
        _newCells.Weigh(dividing);
        WeighBrightness(now, origins, pairs, dividing);
        for (var i = 0; i < dividing.Length; i++)
            dividing[i] = Said.Of(dividing[i]);
        var divisions = new DivisionTable(pairs, dividing, now.Cells.Length);
        while (true)
        {
            var parents = Assign(features, origin, divisions);
            if (divisions.ForbidUnlikely(parents, interrupted ? Math.Max(_options.MinDivision, AcrossInterruption) : _options.MinDivision))
                continue;
            var division = divisions.OfCells(parents);
            var posterior = LinkPosterior.Of(features, origin, pairs.Pairs, dividing, (float)NewCellOdds);
            for (var cell = 0; cell < links.Length; cell++)
                links[cell] = new Link(parents[cell], Probability(features, posterior, cell, parents[cell]), division[cell]);
            return links;
        }
    }

    /// <summary>The divisions' probabilities in the light of how bright mother and daughters are, in place.</summary>
    private static void WeighBrightness(DetectedFrame now, Origins origins, DivisionFeatures divisions, float[] probabilities)
    {
        if (now.Brightness.Length == 0)
            return;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var (mother, first, second) = divisions.Pairs[i];
            var evidence = origins.Condensation.Evidence(mother, now.Brightness[first], now.Brightness[second]);
            probabilities[i] = new ProbabilityMap(1, evidence).Of(probabilities[i]);
        }
    }

    private double NewCellOdds => _options.NewCellOdds * NewCells;

    /// <summary>What a frame says of where this series' cells come from; once for each frame, after
    /// <see cref="Link(DetectedFrame, Origins, int, bool)"/>.</summary>
    /// <param name="frame">The cells that are believed.</param>
    /// <param name="links">One for each.</param>
    /// <param name="extent">Shape of the volume, voxels (z, y, x).</param>
    internal void Learn(DetectedFrame frame, Link[] links, (int Z, int Y, int X) extent) =>
        _newCells.Advance(links, i => Interior.Holds(frame.Cells[i], extent, frame.Geometry.Anisotropy));

    /// <summary>The best assignment of cells to origins: index of the origin, or -1. An origin has a second place for a second
    /// daughter.</summary>
    private int[] Assign(InterFrameFeatures features, float[] origin, DivisionTable divisions)
    {
        var origins = 0;
        for (var at = 0; at < features.Index.Length; at++)
            origins = Math.Max(origins, features.Index[at] + 1);
        while (true)
        {
            var joint = Joint(features, origin, divisions);
            var place = SparseAssignment.Solve(
                features.Index.Length / features.Candidates,
                2 * origins,
                Pairs(features, joint, divisions, origins),
                0
            );
            if (!ForbidLone(features, origin, divisions, place, origins))
                return Array.ConvertAll(place, p => p < 0 ? -1 : p % origins);
        }
    }

    /// <summary>[cell, candidate + none] where each cell comes from, its divisions counted in: the division network has seen both daughters
    /// and what else claims them, so that what it says of a daughter leaves the rest to all other origins, and to none.</summary>
    private static float[] Joint(InterFrameFeatures features, float[] origin, DivisionTable divisions)
    {
        var (joint, candidates) = ((float[])origin.Clone(), features.Candidates);
        for (var cell = 0; cell < joint.Length / (candidates + 1); cell++)
        {
            var (best, born) = (-1, 0f);
            for (var rank = 0; rank < candidates; rank++)
                if (features.Index[cell * candidates + rank] is >= 0 and var mother && divisions.Of(cell, mother) is var p && p > born)
                    (best, born) = (rank, p);
            var row = joint.AsSpan(cell * (candidates + 1), candidates + 1);
            if (best < 0 || born <= row[best])
                continue;
            var rest = (1 - born) / MathF.Max(1 - row[best], 1e-6f);
            foreach (ref var value in row)
                value *= rest;
            row[best] = born;
        }

        return joint;
    }

    private List<CandidatePair> Pairs(InterFrameFeatures features, float[] origin, DivisionTable divisions, int origins)
    {
        var pairs = new List<CandidatePair>();
        for (var at = 0; at < features.Index.Length; at++)
        {
            int cell = at / features.Candidates,
                parent = features.Index[at];
            if (parent < 0 || features.Pairs[at * InterFrameFeatures.PerCandidate] > _options.MaxDistanceRadii)
                continue;
            var cost = Cost(features, origin, at);
            if (cost < 0)
                pairs.Add(new CandidatePair(cell, parent, cost));
            var division = divisions.Of(cell, parent);
            // The division network has read the cell's claim on the mother: it does not count a second time.
            var row = at / features.Candidates * (features.Candidates + 1);
            var second = LogOdds(origin[row + features.Candidates], division) + Math.Log(NewCellOdds);
            // A division that was ruled out has no second place at any price: so every round has fewer, and there is a last one.
            if (division > 0 && second < 0)
                pairs.Add(new CandidatePair(cell, origins + parent, second));
        }

        return pairs;
    }

    /// <summary>A daughter without her sister is no daughter; where her own claim would not link her, or another origin has a better one,
    /// the division is taken away. True when there were any.</summary>
    private bool ForbidLone(InterFrameFeatures features, float[] origin, DivisionTable divisions, int[] place, int origins)
    {
        var taken = new bool[2 * origins];
        foreach (var p in place)
            if (p >= 0)
                taken[p] = true;
        var any = false;
        for (var cell = 0; cell < place.Length; cell++)
        {
            if (place[cell] < 0)
                continue;
            var mother = place[cell] % origins;
            if (taken[mother] && taken[mother + origins] || divisions.Of(cell, mother) <= 0)
                continue;
            var rank = features.Index.AsSpan(cell * features.Candidates, features.Candidates).IndexOf(mother);
            var row = origin.AsSpan(cell * (features.Candidates + 1), features.Candidates + 1);
            if (Cost(features, origin, cell * features.Candidates + rank) < 0 && divisions.Of(cell, mother) <= row[rank])
                continue;
            divisions.Forbid(cell, mother);
            any = true;
        }

        return any;
    }

    /// <summary>Of a link, against none.</summary>
    private double Cost(InterFrameFeatures features, float[] origin, int at)
    {
        var row = at / features.Candidates * (features.Candidates + 1);
        return LogOdds(origin[row + features.Candidates], origin[row + at % features.Candidates]) + Math.Log(NewCellOdds);
    }

    private static double LogOdds(float against, float @for) => Math.Log((against + 1e-6) / (@for + 1e-6));

    private static float Probability(InterFrameFeatures features, float[] posterior, int cell, int parent)
    {
        var candidates = features.Candidates;
        var row = posterior.AsSpan(cell * (candidates + 1), candidates + 1);
        return parent < 0 ? row[candidates] : row[features.Index.AsSpan(cell * candidates, candidates).IndexOf(parent)];
    }
}
