using Cellect.Data.Assignment;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>MOTA (Bernardin and Stiefelhagen 2008) and IDF1 (Ristani et al. 2016), gaps closed.</summary>
internal static class IdentityMeasures
{
    public static double? Mota(CtcSequence sequence, AcyclicGraphMatching graph)
    {
        var (referenceCell, resultCell) = (TrackMerge.Cells(sequence.Reference).CellOf, TrackMerge.Cells(sequence.Result).CellOf);
        var last = new Dictionary<int, int>();
        var switches = 0;
        foreach (var (reference, result) in sequence.Frames.SelectMany(frame => frame.Matches))
        {
            var (cell, found) = (referenceCell[reference], resultCell[result]);
            if (last.TryGetValue(cell, out var before) && before != found)
                switches++;
            last[cell] = found;
        }
        return graph.Vertices == 0 ? null : 1 - (double)(graph.Missed + graph.False + switches + graph.Splits) / graph.Vertices;
    }

    public static double? Idf1(AssociationTable table)
    {
        int[] reference = [.. table.ReferenceFrames.Keys],
            result = [.. table.ResultFrames.Keys];
        var pairs = table
            .Matched.Select(pair => new CandidatePair(
                Array.IndexOf(reference, pair.Key.Reference),
                Array.IndexOf(result, pair.Key.Result),
                -pair.Value
            ))
            .ToArray();
        var columnOf = SparseAssignment.Solve(reference.Length, result.Length, pairs, 0);
        var same = pairs.Sum(pair => columnOf[pair.Left] == pair.Right ? -pair.Cost : 0);
        var all = table.ReferenceFrames.Values.Sum() + table.ResultFrames.Values.Sum();
        return all == 0 ? null : 2 * same / all;
    }
}
