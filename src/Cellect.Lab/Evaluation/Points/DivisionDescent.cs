using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// Divisions by the descent of their daughters: one that is told is right when both daughters, where they are first seen, descend from the
/// births of one true division at most some frames before, or when the cell from which one of them was matched divides within as many
/// frames. A true division is found once; what tells it again is false.
/// </summary>
/// <remarks>The figures of the real embryo are these (docs/evaluation.md).</remarks>
internal static class DivisionDescent
{
    /// <summary>Found, false and missed divisions for tolerances of 0 to <paramref name="maxTolerance"/> frames; false ones are unknown
    /// with a sparse truth.</summary>
    public static IReadOnlyList<Rates> Compute(PointMatching matching, bool sparse, int maxTolerance) =>
        [.. Enumerable.Range(0, maxTolerance + 1).Select(tolerance => Within(matching, sparse, tolerance))];

    private static Rates Within(PointMatching matching, bool sparse, int tolerance)
    {
        var found = new HashSet<int>();
        var result = matching.Result;
        for (var mother = 0; mother < result.NodeCount; mother++)
            if (result.Divides(mother) && Told(matching, mother, tolerance) is >= 0 and var division)
                found.Add(division);
        return new Rates(found.Count, sparse ? null : result.DivisionCount - found.Count, matching.Truth.DivisionCount - found.Count);
    }

    /// <summary>The true division that one of the result tells, or -1.</summary>
    internal static int Told(PointMatching matching, int mother, int tolerance)
    {
        var (truth, result) = (matching.Truth, matching.Result);
        var (first, second) = (matching.TruthOf(result.FirstChild(mother)), matching.TruthOf(result.SecondChild(mother)));
        var birth = Birth(truth, first, tolerance);
        if (birth != TrackGraph.None && birth == Birth(truth, second, tolerance))
            return birth;
        var early = Ahead(truth, first, tolerance);
        return early != TrackGraph.None ? early : Ahead(truth, second, tolerance);
    }

    /// <summary>The division from which a cell was born at most so many frames before it.</summary>
    private static int Birth(TrackGraph truth, int cell, int frames)
    {
        for (var step = 0; step <= frames && cell != TrackGraph.None; step++)
        {
            cell = truth.Parent(cell);
            if (cell != TrackGraph.None && truth.Divides(cell))
                return cell;
        }

        return TrackGraph.None;
    }

    /// <summary>The division into which a cell goes within so many frames.</summary>
    private static int Ahead(TrackGraph truth, int cell, int frames)
    {
        for (var step = 0; step < frames && cell != TrackGraph.None; step++)
        {
            if (truth.Divides(cell))
                return cell;
            cell = truth.FirstChild(cell);
        }

        return TrackGraph.None;
    }
}
