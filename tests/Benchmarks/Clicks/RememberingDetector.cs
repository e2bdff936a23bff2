using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Clicks;

/// <summary>A detector that is asked once, and says the same in the same order ever after: linking does not change what is
/// detected.</summary>
/// <param name="detector">Owned.</param>
internal sealed class RememberingDetector(IDetector detector) : IDetector
{
    private readonly List<DetectedFrame> _said = [];
    private int _next;

    /// <summary>From the first volume on again.</summary>
    public void Rewind() => _next = 0;

    public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
    {
        if (_next == _said.Count)
            _said.Add(detector.Detect(volume, previous));
        return _said[_next++];
    }

    public void Dispose() => detector.Dispose();
}
