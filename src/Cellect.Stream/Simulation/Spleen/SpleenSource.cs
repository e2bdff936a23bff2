using System.Globalization;
using Cellect.Data.Volumes;
using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation.Spleen;

/// <summary>The simulated spleen as a source of volumes, three of each time point: <c>sim:spleen?seed=1&amp;frames=100</c>.</summary>
public sealed class SpleenSource : IVolumeSource
{
    private readonly SpleenScene _scene;
    private readonly SpleenMotion _motion;
    private readonly SpecimenCamera[] _cameras;
    private bool _started;

    /// <summary>A source of the frames of one specimen. The same scene and seed give the same bytes on every machine.</summary>
    /// <param name="scene">What is simulated.</param>
    /// <param name="seed">Any number.</param>
    public SpleenSource(SpleenScene scene, ulong seed)
    {
        _scene = scene;
        _motion = new SpleenMotion(scene, seed);
        _cameras = new SpecimenCamera[SpleenScene.Channels];
        for (var c = 0; c < _cameras.Length; c++)
            _cameras[c] = new SpecimenCamera(scene.Look(c), new Domain(scene.Look(c)), seed + (ulong)c);
        Truth = new SpleenTruth(scene);
        Name = string.Create(CultureInfo.InvariantCulture, $"{scene.Common.Name}-seed{seed}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public VolumeShape Shape => _scene.Common.Shape;

    /// <inheritdoc/>
    public VoxelType Type => VoxelType.UInt16;

    /// <inheritdoc/>
    public VoxelSize? VoxelMicrometres =>
        new VoxelSize(
            _scene.Common.ColumnMicrometres * _scene.Common.Anisotropy,
            _scene.Common.ColumnMicrometres,
            _scene.Common.ColumnMicrometres
        );

    /// <inheritdoc/>
    public int Frames => _scene.Common.Frames;

    /// <inheritdoc/>
    public TimeSpan? Interval => TimeSpan.FromSeconds(_scene.Common.IntervalSeconds);

    /// <inheritdoc/>
    public bool IsOneChannel => false;

    /// <inheritdoc/>
    public int Volumes => Frames * SpleenScene.Channels;

    /// <summary>The truth of the frames read so far; complete once all are read.</summary>
    public SpleenTruth Truth { get; }

    /// <summary>Opens <c>spleen</c> or <c>spleen?key=value&amp;...</c>, what follows <c>sim:</c> in a source's name.</summary>
    /// <exception cref="FormatException">An unknown key, or a value out of its limits.</exception>
    public static SpleenSource Open(string spec)
    {
        var (scene, seed) = SpleenQuery.Parse(spec);
        return new SpleenSource(scene, seed);
    }

    /// <inheritdoc/>
    public IEnumerable<Volume> Read(string series, VolumePool pool, CancellationToken cancel)
    {
        if (_started)
            throw new InvalidOperationException($"simulated specimen {Name} can be read once; open it again");
        _started = true;
        for (var t = 0; t < Frames; t++)
        {
            cancel.ThrowIfCancellationRequested();
            Advance(t);
            for (var c = 0; c < SpleenScene.Channels; c++)
                yield return Expose(t, c, series, pool);
        }
    }

    /// <summary>The truth alone, without a picture: as <see cref="Read"/>, much faster.</summary>
    /// <exception cref="InvalidOperationException">It has been read.</exception>
    public void ReadTruth()
    {
        if (_started)
            throw new InvalidOperationException($"simulated specimen {Name} can be read once; open it again");
        _started = true;
        for (var t = 0; t < Frames; t++)
            Advance(t);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private void Advance(int t)
    {
        if (t > 0)
            _motion.Advance();
        Truth.See(t, _motion);
    }

    private Volume Expose(int t, int c, string series, VolumePool pool)
    {
        var look = _scene.Look(c);
        var bodies =
            c == SpleenScene.BacteriumChannel
                ? _motion.Bacteria.Select(bacterium => bacterium.Body)
                : _motion.Eaters.Where(eater => eater.Population == c).Select(eater => eater.Body);
        var looks = bodies.Select(body => CellAppearance.Of(body, CellPhase.Interphase, 0, body.Position, look)).ToArray();
        var header = new VolumeHeader
        {
            Series = series,
            Seq = (ulong)((t * SpleenScene.Channels) + c),
            T = t,
            C = c,
            Shape = Shape,
            Type = Type,
            VoxelMicrometres = VoxelMicrometres!.Value,
        };
        return SimulatedVolume.Of(header, _cameras[c].Expose(looks, default, t), pool);
    }
}
