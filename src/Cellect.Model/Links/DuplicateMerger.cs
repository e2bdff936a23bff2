using Cellect.Model.Detections;

namespace Cellect.Model.Links;

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
        foreach (var cell in Enumerable.Range(0, frame.Cells.Length).OrderByDescending(i => frame.Cells[i].Score))
            if (keep[cell])
                Suppress(frame, cell, features, same, keep);
        return keep.Contains(false) ? Select(frame, keep) : frame;
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

    private static DetectedFrame Select(DetectedFrame frame, bool[] keep)
    {
        var kept = Enumerable.Range(0, keep.Length).Where(i => keep[i]).ToArray();
        var embeddings = new float[kept.Length * DetectedFrame.EmbeddingLength];
        for (var i = 0; i < kept.Length; i++)
            frame.Embedding(kept[i]).CopyTo(embeddings.AsSpan(i * DetectedFrame.EmbeddingLength));
        return new DetectedFrame(kept.Select(i => frame.Cells[i]).ToArray(), embeddings, frame.Geometry, frame.Foreground);
    }
}
