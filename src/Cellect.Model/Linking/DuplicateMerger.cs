using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>Keeps the best of the detections that the intra-frame network takes for one cell.</summary>
internal sealed class DuplicateMerger(ICellMatcher matcher, LinkerOptions options)
{
    /// <summary>The frame without duplicates; the frame itself when there are none.</summary>
    public DetectedFrame Merge(DetectedFrame frame)
    {
        if (frame.Cells.Length < 2)
            return frame;
        var features = IntraFrameFeatures.Compute(frame);
        var same = matcher.SameCell(features);
        var keep = new bool[frame.Cells.Length];
        Array.Fill(keep, true);
        foreach (var (_, cell) in BestFirst(frame))
            if (keep[cell])
                Suppress(frame, cell, features, same, keep);
        return keep.AsSpan().Contains(false) ? frame.Select([.. Enumerable.Range(0, keep.Length).Where(i => keep[i])]) : frame;
    }

    /// <summary>Of equal ones the first.</summary>
    private static (float Worth, int Cell)[] BestFirst(DetectedFrame frame)
    {
        var order = new (float Worth, int Cell)[frame.Cells.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (-frame.Cells[i].Score, i);
        Array.Sort(order);
        return order;
    }

    private void Suppress(DetectedFrame frame, int cell, IntraFrameFeatures features, float[] same, bool[] keep)
    {
        for (var k = 0; k < IntraFrameFeatures.Candidates; k++)
        {
            var at = cell * IntraFrameFeatures.Candidates + k;
            var other = features.Index[at];
            if (other >= 0 && same[at] > options.MinSameCell && frame.Cells[other].Score <= frame.Cells[cell].Score)
                keep[other] = false;
        }
    }
}
