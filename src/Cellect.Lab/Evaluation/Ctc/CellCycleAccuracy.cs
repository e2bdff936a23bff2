using Cellect.Data.Ctc;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>CCA: 1 - the largest difference of the cumulative distributions of cell cycle lengths (division to division) of both.</summary>
internal static class CellCycleAccuracy
{
    /// <returns>Null where the reference has no whole cycle, 0 where only the result has none.</returns>
    public static double? Compute(IReadOnlyList<CtcTrack> reference, IReadOnlyList<CtcTrack> result)
    {
        var (expected, found) = (Cycles(reference), Cycles(result));
        if (expected.Length == 0)
            return null;
        if (found.Length == 0)
            return 0;
        return 1 - expected.Concat(found).Max(length => Math.Abs(Cumulative(expected, length) - Cumulative(found, length)));
    }

    private static int[] Cycles(IReadOnlyList<CtcTrack> tracks)
    {
        var parents = CtcDivision.Of(tracks).Select(division => division.Parent).ToHashSet();
        return
        [
            .. tracks
                .Where(track => parents.Contains(track.Label) && parents.Contains(track.Parent))
                .Select(track => track.End - track.Begin),
        ];
    }

    private static double Cumulative(int[] lengths, int upTo) => (double)lengths.Count(length => length <= upTo) / lengths.Length;
}
