using Cellect.Model.Detections;

namespace Cellect.Model.Torch;

/// <summary>
/// The scale at which the network sees a series: chosen on the first volume with cells so that their median radius is what the network knows best, and
/// chosen again when the cells have outgrown it, as those of an embryo do that shrink with every division.
/// </summary>
internal sealed class NetworkScale
{
    // Training covers 3.5 to 9 columns.
    private const float BestRadius = 5.5f, LeastRadius = 3.8f, MostRadius = 7.5f;
    private const float LeastScale = 0.4f, MostScale = 8;

    // Each round brings the radius nearer: the network takes cells that are far too large for 9 columns, never for more.
    private const int MostRounds = 4;

    // So many frames in succession must ask for another scale: a few odd frames change nothing.
    private const int Patience = 3;

    private float _scale = 1;
    private bool _chosen;
    private int _asking;

    /// <summary>A new series: the scale is not known.</summary>
    public void Reset() => (_scale, _chosen, _asking) = (1, false, 0);

    /// <summary>The cells of a volume, in voxels of the source.</summary>
    /// <param name="detector">The network.</param>
    /// <param name="volume">The newest volume, at the source's scale.</param>
    /// <param name="previous">The volume before, at the source's scale; null for the first.</param>
    public DetectedFrame Detect(IDetector detector, PreparedVolume volume, PreparedVolume? previous)
    {
        var frame = DetectAt(detector, volume, previous);
        for (var round = 1; !_chosen && round < MostRounds && Wanted(frame) is { } wanted; round++)
        {
            _scale = wanted;
            frame = DetectAt(detector, volume, previous);
        }

        _chosen |= frame.Cells.Length > 0;
        Follow(frame);
        return frame;
    }

    private DetectedFrame DetectAt(IDetector detector, PreparedVolume volume, PreparedVolume? previous)
    {
        if (_scale == 1)
            return detector.Detect(volume, previous);
        using var now = volume.At(_scale);
        using var before = previous?.At(_scale);
        return detector.Detect(now, before);
    }

    private void Follow(DetectedFrame frame)
    {
        var wanted = Wanted(frame);
        _asking = wanted is null ? 0 : _asking + 1;
        if (_asking < Patience)
            return;
        _scale = wanted!.Value;
        _asking = 0;
    }

    /// <summary>Another scale that would suit the cells better; null when this one does, or there are none.</summary>
    private float? Wanted(DetectedFrame frame)
    {
        if (frame.Cells.Length == 0)
            return null;
        var radii = Array.ConvertAll(frame.Cells, c => c.Radius / frame.Scale);
        Array.Sort(radii);
        var median = radii[radii.Length / 2];
        if (median is >= LeastRadius and <= MostRadius)
            return null;
        var wanted = Math.Clamp(_scale * median / BestRadius, LeastScale, MostScale);
        return Math.Abs(wanted / _scale - 1) < 0.05f ? null : wanted;
    }
}
