using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation.Ctc;
using Cellect.Live.Record;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>The Cell Tracking Challenge's SEG of one frame, with the masks that <c>track</c> would record.</summary>
internal static class SegmentationScore
{
    /// <summary>Mean over the true cells of intersection over union with the mask that covers more than half of them; 0 where none
    /// does.</summary>
    /// <param name="labels">0, or the number of the true cell; C order (z, y, x).</param>
    /// <param name="header">Extent of the volume.</param>
    /// <param name="frame">What was found.</param>
    /// <param name="cells">The tracks.</param>
    public static double? Of(ushort[] labels, VolumeHeader header, DetectedFrame frame, LinkedCell[] cells)
    {
        var tracked = TrackedFrameBuilder.Build(header, 1, default, frame, cells, [], []);
        var labelOf = new int[tracked.Cells.Count];
        new CtcLabels().Label(header.T, tracked.Cells, labelOf);
        var painted = new MaskPainter(new RecordOptions().MaskLevel).Paint(header, tracked.Cells, labelOf, tracked.Foreground);
        var overlap = new LabelOverlap();
        overlap.Add(labels, painted);
        var matched = overlap.Match();
        return matched.Reference.Length == 0 ? null : matched.JaccardSum / matched.Reference.Length;
    }
}
