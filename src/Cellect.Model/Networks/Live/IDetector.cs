using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>Finds the cells of a volume, given the volume before. A function of its inputs; called from one thread.</summary>
public interface IDetector : IDisposable
{
    /// <summary>The cells of <paramref name="volume"/>.</summary>
    /// <param name="volume">The newest volume.</param>
    /// <param name="previous">The volume before, of the same shape; null for the first of a series.</param>
    DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous);

    /// <summary>Where it runs: <c>cpu</c> or <c>cuda</c>.</summary>
    internal string Device => "cpu";

    /// <summary>Why the graphics card is no longer used; null while it is, and where there is none.</summary>
    internal string? CardFailure => null;
}
