using System.Globalization;
using Cellect.Data.Volumes;
using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>A simulated specimen as a source of volumes: <c>sim:embryo?seed=1&amp;frames=50</c>.</summary>
public sealed class SimulatedVolumeSource : IVolumeSource
{
    private readonly SceneParameters _scene;
    private readonly SimulatedSpecimen _specimen;
    private readonly List<TruthNode> _truth = [];
    private readonly List<SimulatedCell> _cells = [];
    private bool _started;

    /// <summary>A source of the frames of one specimen.</summary>
    /// <param name="scene">What is simulated; with <see cref="SceneParameters.MaxCounts"/> up to 255 the volumes have 8 bits.</param>
    /// <param name="seed">Any number.</param>
    public SimulatedVolumeSource(SceneParameters scene, ulong seed)
    {
        _scene = scene;
        _specimen = new SimulatedSpecimen(scene, seed);
        Name = string.Create(CultureInfo.InvariantCulture, $"{scene.Name}-seed{seed}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public VolumeShape Shape => _scene.Shape;

    /// <inheritdoc/>
    public VoxelType Type => _scene.MaxCounts <= byte.MaxValue ? VoxelType.UInt8 : VoxelType.UInt16;

    /// <inheritdoc/>
    public VoxelSize? VoxelMicrometres =>
        new VoxelSize(_scene.ColumnMicrometres * _scene.Anisotropy, _scene.ColumnMicrometres, _scene.ColumnMicrometres);

    /// <inheritdoc/>
    public int Frames => _scene.Frames;

    /// <inheritdoc/>
    public TimeSpan? Interval => TimeSpan.FromSeconds(_scene.IntervalSeconds);

    /// <inheritdoc/>
    public bool IsOneChannel => _scene.Channels == 1;

    /// <inheritdoc/>
    public int Volumes => Frames * _scene.Channels;

    /// <summary>The truth of the frames read so far, in the order of time; complete once all are read.</summary>
    public IReadOnlyList<TruthNode> Truth => _truth;

    /// <summary>The same with what each cell does; likewise.</summary>
    public IReadOnlyList<SimulatedCell> TruthCells => _cells;

    /// <summary>Opens <c>NAME</c> or <c>NAME?key=value&amp;...</c>, what follows <c>sim:</c> in a source's name.</summary>
    /// <exception cref="FormatException">An unknown scene or key, a value out of its limits, or a broken lineage table.</exception>
    public static SimulatedVolumeSource Open(string spec)
    {
        var (scene, seed) = SceneName.Parse(spec);
        return new SimulatedVolumeSource(scene, seed);
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
            var frame = _specimen.Next();
            foreach (var cell in frame.Cells)
                _truth.Add(cell.Node);
            _cells.AddRange(frame.Cells);
            yield return ToVolume(frame, 0, frame.Voxels, series, pool);
            if (frame.Beside is { } beside)
                yield return ToVolume(frame, 1, beside, series, pool);
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private Volume ToVolume(SimulatedFrame frame, int c, ushort[] voxels, string series, VolumePool pool) =>
        SimulatedVolume.Of(
            new VolumeHeader
            {
                Series = series,
                Seq = (ulong)(frame.T * _scene.Channels + c),
                T = frame.T,
                C = c,
                Shape = Shape,
                Type = Type,
                VoxelMicrometres = VoxelMicrometres!.Value,
            },
            voxels,
            pool
        );
}
