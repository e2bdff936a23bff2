using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Model.Detections;
using Cellect.Model.Links;
using Cellect.Model.Torch;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>What a detector finds in a specimen, before anything is merged or linked: detected once, linked in several ways.</summary>
internal static class DetectedSeries
{
    /// <summary>All frames; their foreground maps are let go.</summary>
    public static async Task<DetectedFrame[]> FindAsync(ISpecimen specimen, IDetector detector)
    {
        var keeper = new Keeper(detector);
        using var method = new ModelMethod(new CellTracking(keeper, new Nothing(), new LinkerOptions()));
        await TrackingRun.RunAsync(specimen, method);
        return [.. keeper.Frames];
    }

    private sealed class Keeper(IDetector detector) : IDetector
    {
        public List<DetectedFrame> Frames { get; } = [];

        public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
        {
            var frame = detector.Detect(volume, previous);
            Frames.Add(new DetectedFrame(frame.Cells, frame.Embeddings, frame.Geometry, null) { Scale = frame.Scale });
            return DetectedFrame.Empty(frame.Geometry);
        }

        public void Dispose() => detector.Dispose();
    }

    /// <summary>Never asked: the frames that are handed on are empty.</summary>
    private sealed class Nothing : ICellMatcher
    {
        public int Candidates => InterFrameFeatures.DefaultCandidates;

        public float[] SameCell(IntraFrameFeatures features) => throw new NotSupportedException();

        public float[] Origins(InterFrameFeatures features) => throw new NotSupportedException();

        public float[] Divisions(DivisionFeatures features) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
