using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation.Ctc;
using Cellect.Live.Record;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>
/// The Cell Tracking Challenge's TRA without files, frame by frame: the masks are those that <c>track</c> would record; the reference has,
/// as the challenge's, a marker in each cell: a ball around the true centre of half the true radius.
/// </summary>
internal sealed class MarkerScore
{
    private const float MarkerOverRadius = 0.5f;

    private readonly MaskPainter _markers = new(0),
        _masks = new(new RecordOptions().MaskLevel);
    private readonly CtcLabels _reference = new(),
        _result = new();
    private readonly TruthTracks _truth = new();
    private readonly List<CtcFrame> _frames = [];

    /// <summary>Adds the next frame; frames come in the order of time.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="nodes">Its true cells.</param>
    /// <param name="frame">What was found.</param>
    /// <param name="cells">The tracks.</param>
    public void Add(Volume volume, IReadOnlyList<TruthNode> nodes, DetectedFrame frame, LinkedCell[] cells)
    {
        var header = volume.Header;
        var tracked = TrackedFrameBuilder.Build(header, 1, default, frame, cells, [], []);
        var truth = _truth.Advance(nodes, MarkerOverRadius);
        var overlap = new LabelOverlap();
        overlap.Add(
            Paint(_markers, _reference, header, truth, null, null),
            Paint(_masks, _result, header, tracked.Cells, tracked.Foreground, volume)
        );
        _frames.Add(overlap.Match());
    }

    /// <summary>TRA of the frames so far; null where there is no true cell.</summary>
    public double? Tracking() =>
        AcyclicGraphMatching
            .Match(
                new CtcSequence
                {
                    Reference = [.. _reference.Tracks],
                    Result = [.. _result.Tracks],
                    Frames = _frames,
                    Segmentations = [],
                }
            )
            .Tracking;

    private static ReadOnlySpan<ushort> Paint(
        MaskPainter painter,
        CtcLabels labels,
        VolumeHeader header,
        IReadOnlyList<TrackedCell> cells,
        ForegroundMap? foreground,
        Volume? volume
    )
    {
        var labelOf = new int[cells.Count];
        labels.Label(header.T, cells, labelOf);
        return painter.Paint(header, cells, labelOf, foreground, volume);
    }
}
