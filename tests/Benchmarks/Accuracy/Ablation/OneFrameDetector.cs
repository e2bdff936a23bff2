using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>The detector with the newest volume in the place of the one before: nothing of the past reaches the network.</summary>
/// <param name="detector">Owned.</param>
internal sealed class OneFrameDetector(IDetector detector) : IDetector
{
    public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous) => detector.Detect(volume, volume);

    public void Dispose() => detector.Dispose();
}
