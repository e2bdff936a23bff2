using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation.Ctc;
using Cellect.Live.Record;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>How good the masks of one frame are that <c>track</c> would record.</summary>
/// <param name="Seg">The Cell Tracking Challenge's SEG: mean over the true cells of intersection over union with the mask that covers more
/// than half of them; 0 where none does.</param>
/// <param name="ForegroundSeg">SEG of masks that are drawn without the volume, as <c>stitch</c> does where it is gone.</param>
/// <param name="Volume">Volume of a mask over that of its true cell, median over those that are one; null where there is none.</param>
/// <param name="Radius">The same of the radius, against that of the ball of the cell's volume.</param>
internal sealed record SegmentationScore(double Seg, double ForegroundSeg, double? Volume, double? Radius)
{
    /// <summary>Scores one frame.</summary>
    /// <param name="labels">0, or the number of the true cell; C order (z, y, x). At least one cell.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="frame">What was found.</param>
    /// <param name="cells">The tracks.</param>
    public static SegmentationScore Of(ushort[] labels, Volume volume, DetectedFrame frame, LinkedCell[] cells)
    {
        var header = volume.Header;
        var tracked = TrackedFrameBuilder.Build(header, 1, default, frame, cells, [], []);
        var labelOf = new int[tracked.Cells.Count];
        new CtcLabels().Label(header.T, tracked.Cells, labelOf);
        var painter = new MaskPainter(new RecordOptions().MaskLevel);
        var blind = Score(labels, painter.Paint(header, tracked.Cells, labelOf, tracked.Foreground));
        var overlap = new LabelOverlap();
        overlap.Add(labels, painter.Paint(header, tracked.Cells, labelOf, tracked.Foreground, volume));
        var same = overlap.Same().ToArray();
        var anisotropy = header.VoxelMicrometres.Z / header.VoxelMicrometres.X;
        return new(
            Score(overlap),
            blind,
            Median(same.Select(pair => (double)pair.ResultVoxels / pair.ReferenceVoxels)),
            Median(
                same.Select(pair =>
                    tracked.Cells[Array.IndexOf(labelOf, pair.Result)].Radius / BallRadius(pair.ReferenceVoxels * anisotropy)
                )
            )
        );
    }

    private static double Score(ReadOnlySpan<ushort> labels, ReadOnlySpan<ushort> painted)
    {
        var overlap = new LabelOverlap();
        overlap.Add(labels, painted);
        return Score(overlap);
    }

    private static double Score(LabelOverlap overlap)
    {
        var matched = overlap.Match();
        return matched.JaccardSum / matched.Reference.Length;
    }

    private static double BallRadius(double volume) => Math.Cbrt(volume * 3 / (4 * Math.PI));

    private static double? Median(IEnumerable<double> values) =>
        values.Order().ToArray() is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : null;
}
