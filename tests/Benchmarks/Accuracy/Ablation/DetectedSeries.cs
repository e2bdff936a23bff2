using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>What a detector finds in a specimen, before anything is merged or linked: detected once, linked in several ways.</summary>
internal static class DetectedSeries
{
    /// <summary>All frames, at the scale that the model chooses as in use; of their foreground maps the extents alone are kept.</summary>
    public static async Task<DetectedFrame[]> FindAsync(ISpecimen specimen, IDetector detector)
    {
        using var method = new ModelMethod(new LiveTracking(detector, new Nothing(), new LinkerOptions(), new NetworkScale(detector)));
        var frames = new List<DetectedFrame>();
        await TrackingRun.RunAsync(specimen, method, observer: (_, frame, _, _) =>
            frames.Add(
                new DetectedFrame(frame.Cells, frame.Embeddings, frame.Geometry, frame.Foreground! with { Probability = [] })
                {
                    Scale = frame.Scale,
                    Slices = frame.Slices,
                }
            )
        );
        return [.. frames];
    }

    /// <summary>Merges and links nothing.</summary>
    private sealed class Nothing : ICellMatcher
    {
        public int Candidates => InterFrameFeatures.DefaultCandidates;

        public float[] SameCell(IntraFrameFeatures features) => new float[features.Index.Length];

        public float[] Origins(InterFrameFeatures features)
        {
            var origins = new float[features.Index.Length / Candidates * (Candidates + 1)];
            for (var none = Candidates; none < origins.Length; none += Candidates + 1)
                origins[none] = 1;
            return origins;
        }

        public float[] Divisions(DivisionFeatures features) => new float[features.Pairs.Count];

        public void Dispose() { }
    }
}
