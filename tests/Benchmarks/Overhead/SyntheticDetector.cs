using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Overhead;

/// <summary>Stands in for the network: "finds" prepared cells at once, and notes when it was called.</summary>
internal sealed class SyntheticDetector(DetectedFrame[] frames) : IDetector
{
    private int _calls;

    /// <summary>When each volume reached the network and left it, UTC nanoseconds.</summary>
    public List<(long Entered, long Left)> Calls { get; } = new(frames.Length);

    /// <inheritdoc/>
    public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
    {
        var entered = TimeProvider.System.UtcNanoseconds();
        var frame = frames[_calls++];
        Calls.Add((entered, TimeProvider.System.UtcNanoseconds()));
        return frame;
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
