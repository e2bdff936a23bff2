using System.Globalization;
using System.Numerics.Tensors;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Tracks;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The whole model: volumes in, tracked cells out. Carries from frame to frame the previous volume, its cells with their embeddings, cells
/// missed in one or two frames, and the tracker. Use it from one thread.
/// </summary>
public sealed class LiveTracking : INetworkTracking
{
    private readonly IDetector _detector;
    private readonly ICellMatcher _matcher;
    private readonly Linker _linker;
    private readonly Tracker _tracker = new();
    private readonly NetworkScale? _scale;
    private readonly CellMemory _memory;
    private readonly ModelCalibration _calibration;
    private readonly float _minScore;
    private readonly TrackStability _stability = new();
    private (int Z, int Y, int X) _extent;
    private PreparedVolume? _previousVolume;
    private bool _repeated;

    internal LiveTracking(
        IDetector detector,
        ICellMatcher matcher,
        LinkerOptions options,
        NetworkScale? scale = null,
        ModelCalibration? calibration = null,
        float minScore = 0
    )
    {
        _minScore = minScore;
        _calibration = calibration ?? ModelCalibration.Identity;
        _scale = scale;
        _detector = detector;
        _matcher = matcher;
        _linker = new Linker(matcher, options);
        _memory = new CellMemory(options.MemoryFrames);
    }

    /// <summary>Tracks begun so far in this series.</summary>
    public int Tracks => _tracker.Tracks;

    /// <inheritdoc/>
    public IReadOnlyList<UnstableTrack> Unstable { get; private set; } = [];

    /// <summary>Reads a model file.</summary>
    /// <param name="path">A safetensors file that <c>cellect train</c> wrote.</param>
    /// <param name="detector">Detection options.</param>
    /// <param name="linker">Linking options.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static LiveTracking Load(string path, DetectorOptions detector, LinkerOptions linker)
    {
        TorchLibrary.Require();
        return Load(path, detector, linker, NetworkDevice.Card());
    }

    /// <summary>Likewise.</summary>
    /// <param name="path">A safetensors file that <c>cellect train</c> wrote.</param>
    /// <param name="detector">Detection options.</param>
    /// <param name="linker">Linking options.</param>
    /// <param name="card">The graphics card; null: there is none.</param>
    internal static LiveTracking Load(string path, DetectorOptions detector, LinkerOptions linker, NetworkDevice? card)
    {
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            var minScore = (float)(
                detector.MinScore ?? double.Parse(metadata.GetValueOrDefault(LiveModel.MinScoreKey, "0.5"), CultureInfo.InvariantCulture)
            );
            var finder = new CardDetector(new CardOrProcessor<IDetector>(Detector, card, NetworkDevice.Processor));
            return new LiveTracking(
                finder,
                LiveModel.Matcher(tensors, metadata, path),
                linker,
                new NetworkScale(finder),
                ModelCalibration.Read(metadata, path),
                minScore
            );

            IDetector Detector(NetworkDevice device)
            {
                var network = new LiveNetwork();
                LiveModel.Load(network, tensors, LiveModel.NetworkPrefix, path);
                return new LiveDetector(network, detector, Math.Min(minScore, LowScoreDetections.LeastScore), device);
            }
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <inheritdoc/>
    string INetworkTracking.Device => _detector.Device;

    /// <inheritdoc/>
    string? INetworkTracking.CardFailure => _detector.CardFailure;

    /// <summary>Forgets the series: the next volume is the first of another.</summary>
    public void Reset()
    {
        _previousVolume?.Dispose();
        (_previousVolume, _repeated) = (null, false);
        _memory.Reset();
        _tracker.Reset();
        _stability.Reset();
        Unstable = [];
        _scale?.Reset();
        _linker.Reset();
    }

    /// <summary>Finds the cells of the newest volume; <see cref="Link"/> must follow.</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    /// <param name="volume">Shape (z, y, x), the same for the whole series.</param>
    /// <param name="geometry">Voxel distances.</param>
    public DetectedFrame Detect<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry)
        where T : unmanaged
    {
        _extent = ((int)volume.Lengths[0], (int)volume.Lengths[1], (int)volume.Lengths[2]);
        var prepared = PreparedVolume.From(volume, geometry);
        try
        {
            var shift = Register(prepared);
            var repeated = _previousVolume is not null && prepared.Repeats(_previousVolume);
            var frame = _linker.Merge(_scale?.Detect(prepared, _previousVolume) ?? _detector.Detect(prepared, _previousVolume));
            _previousVolume?.Dispose();
            (_previousVolume, _repeated) = (prepared, repeated);
            return frame.With(shift, CellBrightness.Of(prepared, frame.Cells));
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>Brings the volume before and its cells to where the specimen is now. Both together: what follows sees no shift.</summary>
    /// <returns>How far they were moved, voxels.</returns>
    private (int Z, int Y, int X) Register(PreparedVolume now)
    {
        if (_previousVolume is not { } before || _memory.Origins is not { } origins)
            return default;
        var shift = GlobalShift.Between(now, before, origins.Frame.Cells.AsSpan(0, origins.Previous));
        if (shift == default)
            return default;
        _previousVolume = before.Moved(shift);
        before.Dispose();
        _memory.Move(shift);
        return shift;
    }

    /// <summary>Nothing: each volume is described as soon as it has come.</summary>
    DetectedFrame? INetworkTracking.Finish() => null;

    /// <summary>Links the newest frame to the one before, and to cells missed there, and extends the tracks.</summary>
    /// <param name="frame">What <see cref="Detect"/> returned last.</param>
    /// <param name="timeStep">Time points since the frame before, at least 1; any value for the first frame.</param>
    public (LinkedCell[] Cells, DivisionEvent[] Divisions) Link(DetectedFrame frame, int timeStep)
    {
        timeStep = Math.Max(1, timeStep);
        var links = _linker.Link(frame, Origins(frame), timeStep);
        var believed = LowScoreDetections.Believed(frame, links, _minScore);
        links = Array.ConvertAll(believed, i => links[i]);
        var kept = frame.Select(believed);
        _linker.Learn(kept, links, _extent);
        var remembered = _memory.Advance(kept, Array.ConvertAll(links, l => l.Parent), timeStep, _repeated);
        var (cells, divisions) = _tracker.Advance(_calibration.Of(links), remembered);
        for (var i = 0; i < cells.Length; i++)
            cells[i] = cells[i] with { Detection = believed[i], Score = _calibration.Detection.Of(frame.Cells[believed[i]].Score) };
        Unstable = _stability.Advance(frame, _extent, cells, divisions, _tracker.Remembered, timeStep);
        return (cells, divisions);
    }

    /// <summary>What the cells may have come from; at rest where the camera has sent the same image again.</summary>
    private Origins Origins(DetectedFrame frame) =>
        _memory.Origins is not { } origins ? Linking.Origins.Of(DetectedFrame.Empty(frame.Geometry))
        : _repeated ? origins.AtRest()
        : origins;

    /// <inheritdoc/>
    TrackingState? INetworkTracking.State =>
        _memory.Origins is { } origins
            ? new TrackingState(origins, _tracker.Origins, _tracker.Tracks + 1, _linker.Births, _extent)
            {
                Scale = _scale?.Settled is { } settled ? (settled.Lateral, settled.Axial) : null,
            }
            : null;

    /// <inheritdoc/>
    bool INetworkTracking.TryResume(TrackingState state)
    {
        Reset();
        _memory.Resume(state.Origins);
        _tracker.Resume(state.Tracks, state.Origins.Previous, state.Next);
        _linker.Resume(state.Births);
        if (state.Scale is { } scale)
            _scale?.Resume(new Sampling(scale.Lateral, scale.Axial));
        var newest = state.Tracks.Take(state.Origins.Previous).ToArray();
        // What was seen last is where tracks begin to be judged again; nothing is told of that frame a second time.
        _ = _stability.Advance(state.Origins.Frame, state.Extent, newest, [], [], 0);
        return true;
    }

    /// <inheritdoc/>
    void INetworkTracking.NumberAfter(int lastTrack) => _tracker.Resume([], 0, lastTrack + 1);

    /// <inheritdoc/>
    public void Dispose()
    {
        _previousVolume?.Dispose();
        _detector.Dispose();
        _matcher.Dispose();
    }
}
