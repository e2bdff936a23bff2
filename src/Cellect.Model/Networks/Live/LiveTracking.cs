using System.Numerics.Tensors;
using Cellect.Data.Tracks;
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
    private readonly CellLinking _linking;
    private readonly NetworkScale? _scale;
    private readonly bool _confirms;
    private (int Z, int Y, int X) _extent;
    private PreparedVolume? _previousVolume;
    private bool _repeated;

    internal LiveTracking(
        IDetector detector,
        ICellMatcher matcher,
        LinkerOptions options,
        NetworkScale? scale = null,
        ModelCalibration? calibration = null,
        float minScore = 0,
        TrackNumbers? numbers = null
    )
    {
        (_scale, _confirms) = (scale, options.Confirm);
        _detector = detector;
        _linking = new CellLinking(matcher, options, calibration ?? ModelCalibration.Identity, minScore, numbers);
    }

    /// <summary>Tracks begun so far in this series.</summary>
    public int Tracks => _linking.Tracks;

    /// <inheritdoc/>
    public IReadOnlyList<UnstableTrack> Unstable => _linking.Unstable;

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
    /// <param name="numbers">Where track ids come from; null: its own.</param>
    internal static LiveTracking Load(
        string path,
        DetectorOptions detector,
        LinkerOptions linker,
        NetworkDevice? card,
        TrackNumbers? numbers = null
    )
    {
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            var minScore = LiveModel.MinScore(metadata, detector);
            var finder = new CardDetector(new CardOrProcessor<IDetector>(Detector, card, NetworkDevice.Processor));
            return new LiveTracking(
                finder,
                LiveModel.Matcher(tensors, metadata, path),
                linker,
                new NetworkScale(finder),
                ModelCalibration.Read(metadata, path),
                minScore,
                numbers
            );

            IDetector Detector(NetworkDevice device) => LiveModel.Detector(tensors, detector, minScore, path, device);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <inheritdoc/>
    IReadOnlyList<DivisionVerdict>? INetworkTracking.Verdicts => _confirms ? _linking.Verdicts : null;

    /// <inheritdoc/>
    ScoreMeaning? INetworkTracking.Meaning => _linking.Meaning;

    /// <inheritdoc/>
    string INetworkTracking.Device => _detector.Device;

    /// <inheritdoc/>
    string? INetworkTracking.CardFailure => _detector.CardFailure;

    /// <summary>Forgets the series: the next volume is the first of another.</summary>
    public void Reset()
    {
        _previousVolume?.Dispose();
        (_previousVolume, _repeated) = (null, false);
        _linking.Reset();
        _scale?.Reset();
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
            var frame = _linking.Merge(_scale?.Detect(prepared, _previousVolume) ?? _detector.Detect(prepared, _previousVolume));
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
        if (_previousVolume is not { } before)
            return default;
        var shift = GlobalShift.Between(now, before, _linking.Before);
        if (shift == default)
            return default;
        _previousVolume = before.Moved(shift);
        before.Dispose();
        _linking.Move(shift);
        return shift;
    }

    /// <summary>Nothing: each volume is described as soon as it has come.</summary>
    DetectedFrame? INetworkTracking.Finish() => null;

    /// <summary>Links the newest frame to the one before, and to cells missed there, and extends the tracks.</summary>
    /// <param name="frame">What <see cref="Detect"/> returned last.</param>
    /// <param name="timeStep">Time points since the frame before, at least 1; any value for the first frame.</param>
    public (LinkedCell[] Cells, DivisionEvent[] Divisions) Link(DetectedFrame frame, int timeStep) =>
        _linking.Link(frame, timeStep, _extent, _repeated);

    /// <inheritdoc/>
    TrackingState? INetworkTracking.State =>
        _linking.State(_extent) is { } state
            ? state with
            {
                Scale = _scale?.Settled is { } settled ? (settled.Lateral, settled.Axial) : null,
            }
            : null;

    /// <inheritdoc/>
    bool INetworkTracking.TryResume(TrackingState state)
    {
        Reset();
        _linking.Resume(state);
        if (state.Scale is { } scale)
            _scale?.Resume(new Sampling(scale.Lateral, scale.Axial));
        return true;
    }

    /// <inheritdoc/>
    bool INetworkTracking.TryCalibrate(SessionCalibration said)
    {
        _linking.Calibrate(said);
        return true;
    }

    /// <inheritdoc/>
    void INetworkTracking.NumberAfter(int lastTrack) => _linking.NumberAfter(lastTrack);

    /// <inheritdoc/>
    public void Dispose()
    {
        _previousVolume?.Dispose();
        _detector.Dispose();
        _linking.Dispose();
    }
}
