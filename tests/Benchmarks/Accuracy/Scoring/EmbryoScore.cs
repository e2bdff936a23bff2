using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>A result against a truth that names every cell, as <c>shared/tools/score_points.py</c> counts: what lies in a bright body that
/// is no cell of the truth is no error, and a division is right when both daughters descend from births of one true division within one
/// frame.</summary>
/// <param name="NodeRecall">Share of the true cells found.</param>
/// <param name="NodePrecision">Share of the found cells that are true, those in bodies left out.</param>
/// <param name="EdgeRecall">Share of the true links found between matched cells.</param>
/// <param name="DivisionsTold">Divisions of the result.</param>
/// <param name="DivisionsFound">True divisions among them, each once.</param>
/// <param name="Divisions">True divisions.</param>
internal sealed record EmbryoScore(
    double NodeRecall,
    double NodePrecision,
    double EdgeRecall,
    int DivisionsTold,
    int DivisionsFound,
    int Divisions
)
{
    private const int Tolerance = 1;

    public double? DivisionPrecision => DivisionsTold == 0 ? null : (double)DivisionsFound / DivisionsTold;

    public double? DivisionRecall => Divisions == 0 ? null : (double)DivisionsFound / Divisions;

    public double? DivisionF1 => DivisionsTold + Divisions == 0 ? null : 2.0 * DivisionsFound / (DivisionsTold + Divisions);

    public static EmbryoScore Of(TrackGraph truth, TrackGraph result, PointMatchOptions match, IReadOnlyList<Body> bodies)
    {
        var matching = PointMatching.Match(truth, result, match);
        var inBodies = bodies.ToLookup(body => body.T);
        var ignored = Nodes(result)
            .Count(node => matching.TruthOf(node) < 0 && inBodies[result.Frame(node)].Any(body => Holds(body, node)));
        var told = Nodes(result).Where(result.Divides).ToArray();
        return new EmbryoScore(
            (double)matching.Count / Math.Max(1, truth.NodeCount),
            (double)matching.Count / Math.Max(1, result.NodeCount - ignored),
            (double)Nodes(truth).Count(matching.HasLink) / Math.Max(1, truth.EdgeCount),
            told.Length,
            told.Select(mother => Meant(matching, mother)).Where(division => division >= 0).Distinct().Count(),
            Nodes(truth).Count(truth.Divides)
        );

        bool Holds(Body body, int node)
        {
            var (z, y, x) = result.Position(node);
            double dz = (z - body.Z) * match.ScaleZ,
                dy = (y - body.Y) * match.ScaleY,
                dx = (x - body.X) * match.ScaleX;
            return Math.Sqrt((dz * dz) + (dy * dy) + (dx * dx)) <= body.Radius;
        }
    }

    /// <summary>The true division that a division of the result means, or -1.</summary>
    private static int Meant(PointMatching matching, int mother)
    {
        var (truth, result) = (matching.Truth, matching.Result);
        var (first, second) = (matching.TruthOf(result.FirstChild(mother)), matching.TruthOf(result.SecondChild(mother)));
        var birth = Birth(truth, first);
        if (birth >= 0 && birth == Birth(truth, second))
            return birth;
        return Coming(truth, first) is >= 0 and var coming ? coming : Coming(truth, second);
    }

    /// <summary>The division that a node was born by, up to <see cref="Tolerance"/> frames earlier, or -1.</summary>
    private static int Birth(TrackGraph truth, int node)
    {
        for (var step = 0; step <= Tolerance && node >= 0; step++)
        {
            var parent = truth.Parent(node);
            if (parent >= 0 && truth.Divides(parent))
                return parent;
            node = parent;
        }

        return -1;
    }

    /// <summary>The division that comes within <see cref="Tolerance"/> frames: a division told early; or -1.</summary>
    private static int Coming(TrackGraph truth, int node)
    {
        for (var step = 0; step < Tolerance && node >= 0; step++)
        {
            if (truth.Divides(node))
                return node;
            node = truth.FirstChild(node);
        }

        return -1;
    }

    private static IEnumerable<int> Nodes(TrackGraph graph) => Enumerable.Range(0, graph.NodeCount);
}
