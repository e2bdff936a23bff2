using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Lab.Calibration;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Calibration;

/// <summary>Every probability that the model gives on a specimen whose cells are all known, and whether it was right.</summary>
/// <param name="Detections">Score of each detection; right: it is a true cell.</param>
/// <param name="Links">Probability of each link; right: it is the link between the two true cells.</param>
/// <param name="Divisions">
/// Probability, where it is at least <see cref="Predictions.LeastDivision"/>, that a cell was born by a division since the frame before;
/// right: it was, to within one frame.
/// </param>
internal sealed record SpecimenPredictions(
    IReadOnlyList<(float, bool)> Detections,
    IReadOnlyList<(float, bool)> Links,
    IReadOnlyList<(float, bool)> Divisions
)
{
    /// <summary>Tracks the specimen and judges.</summary>
    public static async Task<SpecimenPredictions> CollectAsync(ISpecimen specimen, ITrackingMethod method)
    {
        // One entry a node of the result, in its order.
        var said = new List<(float Score, float Link, float Division)>();
        var result = await TrackingRun.RunAsync(specimen, method, null, (_, frame, cells, _) =>
            said.AddRange(cells.Select(cell => (cell.Score, cell.LinkProbability, cell.Division)))
        );
        var everything = specimen.Everything
            ?? throw new ArgumentException($"{specimen.Name}: calibration needs a truth that names every cell", nameof(specimen));
        return Judge(PointMatching.Match(everything, result, specimen.Match), said);
    }

    /// <summary>Writes them as a table, to fit maps on: kind, probability, 1 where it was right.</summary>
    public static Task WriteAsync(string path, SpecimenPredictions found) =>
        File.WriteAllLinesAsync(
            path,
            new[] { ("detection", found.Detections), ("link", found.Links), ("division", found.Divisions) }.SelectMany(kind =>
                kind.Item2.Select(said => FormattableString.Invariant($"{kind.Item1},{said.Item1:R},{(said.Item2 ? 1 : 0)}"))
            )
        );

    /// <summary>Judges what was said of each node of a result.</summary>
    internal static SpecimenPredictions Judge(PointMatching matching, IReadOnlyList<(float Score, float Link, float Division)> said)
    {
        var (detections, links, divisions) = (new List<(float, bool)>(), new List<(float, bool)>(), new List<(float, bool)>());
        for (var node = 0; node < matching.Result.NodeCount; node++)
        {
            // A bright body that is no cell of the truth: nobody knows whether what is said of it is right.
            if (matching.IsIgnored(node))
                continue;
            var truth = matching.TruthOf(node);
            detections.Add((said[node].Score, truth != TrackGraph.None));
            if (matching.Result.Parent(node) != TrackGraph.None)
                links.Add((said[node].Link, truth != TrackGraph.None && matching.HasLink(truth)));
            if (said[node].Division >= Predictions.LeastDivision)
                divisions.Add((said[node].Division, truth != TrackGraph.None && IsDaughter(matching.Truth, truth)));
        }

        return new SpecimenPredictions(detections, links, divisions);
    }

    /// <summary>Whether a division lies at most one frame from the birth of a node: before its parent, before it, or after it.</summary>
    private static bool IsDaughter(TrackGraph truth, int node)
    {
        if (truth.Divides(node))
            return true;
        var parent = truth.Parent(node);
        return parent != TrackGraph.None
            && (truth.Divides(parent) || (truth.Parent(parent) is >= 0 and var before && truth.Divides(before)));
    }
}
