using Cellect.Model.Detections;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The eight ways in which a volume can lie, turned and mirrored within its slices. The network is not the same for all of them; what all
/// say together does not hang on how the microscope's camera is mounted.
/// </summary>
/// <remarks>Of large volumes the window with the most light is shown, and a smaller one where it is magnified, so that no scale costs more
/// than eight million voxels.</remarks>
internal sealed class ScaleViews : IDisposable
{
    // So many voxels hold enough cells to tell a scale by; each scale is looked at eight times.
    private const long MostVoxels = 1_000_000;

    /// <summary>So many of the first views are turned and mirrored against each other in all ways: enough for a first look.</summary>
    public const int Glance = 2;

    // The first two differ in all that the eight differ in.
    private static readonly int[] s_ways = [0, 7, 3, 4, 1, 6, 2, 5];

    // A window moves by a quarter of its side, from the middle outwards, so that it lies alike whichever way the volume does.
    private const int StepsPerSide = 4;

    private readonly PreparedVolume _volume;
    private readonly bool _upsideDown;
    private readonly PreparedVolume[] _views;

    /// <param name="volume">The newest volume; must live as long as this.</param>
    /// <param name="upsideDown">Whether the slices come in the opposite order.</param>
    public ScaleViews(PreparedVolume volume, bool upsideDown)
        : this(volume, upsideDown, MostVoxels) { }

    private ScaleViews(PreparedVolume volume, bool upsideDown, long most)
    {
        (_volume, _upsideDown) = (volume, upsideDown);
        using var scope = NewDisposeScope();
        var window = Window(volume.Voxels, most);
        if (upsideDown)
            window = window.flip(0);
        _views = [.. s_ways.Select(way => volume.View(Turned(window, way), turned: way >= 4))];
    }

    /// <summary>What is found in some of the views at a scale.</summary>
    public IEnumerable<DetectedFrame> Detect(IDetector detector, Sampling sampling, Range which)
    {
        using var smaller = sampling.Lateral < 0 ? new ScaleViews(_volume, _upsideDown, MostVoxels >> -sampling.Lateral) : null;
        foreach (var view in (smaller ?? this)._views[which])
            yield return detector.Detect(sampling == Sampling.Source ? view : view.At(sampling), null);
    }

    /// <summary>The lateral extent of the views: columns of the longer side.</summary>
    public int Columns => (int)Math.Max(_views[0].Voxels.shape[1], _views[0].Voxels.shape[2]);

    /// <summary>Slices of each view.</summary>
    public int Slices => (int)_views[0].Voxels.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in _views)
            view.Dispose();
    }

    private static Tensor Turned(Tensor window, int way)
    {
        var turned = (way & 4) != 0 ? window.transpose(1, 2) : window;
        if ((way & 1) != 0)
            turned = turned.flip(1);
        if ((way & 2) != 0)
            turned = turned.flip(2);
        return turned.contiguous();
    }

    private static Tensor Window(Tensor voxels, long most)
    {
        long height = voxels.shape[1],
            width = voxels.shape[2];
        if (voxels.NumberOfElements <= most)
            return voxels;
        var side = (long)Math.Max(64, Math.Sqrt(most / (double)voxels.shape[0]));
        long h = Math.Min(side, height),
            w = Math.Min(side, width);
        using var light = voxels.to(ScalarType.Float32).amax([0]);
        (long y, long x) = Starts(height, h)
            .SelectMany(row => Starts(width, w).Select(column => (Y: row, X: column)))
            .MaxBy(at => light.slice(0, at.Y, at.Y + h, 1).slice(1, at.X, at.X + w, 1).mean().item<float>());
        return voxels.slice(1, y, y + h, 1).slice(2, x, x + w, 1);
    }

    /// <summary>Where windows of a length may begin: the middle, and steps from there to both ends.</summary>
    private static IEnumerable<long> Starts(long extent, long length)
    {
        var room = extent - length;
        var step = Math.Max(1, length / StepsPerSide);
        var steps = room / 2 / step;
        for (var i = -steps; i <= steps; i++)
            yield return room / 2 + i * step;
    }
}
