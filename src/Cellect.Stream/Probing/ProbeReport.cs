using System.Globalization;
using Cellect.Data.Pixels;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Probing;

/// <summary>What a sender sends, as it comes to light message by message.</summary>
internal sealed class ProbeReport
{
    private readonly SortedDictionary<string, long> _dialects = [];
    private readonly SortedDictionary<string, long> _faults = [];
    private readonly SortedSet<string> _shapes = [];
    private readonly SortedDictionary<int, long> _channels = [];
    private readonly SortedSet<string> _voxels = [];
    private readonly HashSet<string> _series = [];
    private long _messages;
    private long _bytes;
    private long _images;
    private long _clocks;
    private long _planes;
    private long _gaps;
    private int _lastT = -1;
    private ulong? _lastSeq;

    /// <summary>Messages so far.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Takes note of a message.</summary>
    /// <param name="dialect">What it was in.</param>
    /// <param name="readings">What was in it.</param>
    /// <param name="fault">Why it was of no use; null when it was.</param>
    /// <param name="bytes">Bytes of all its parts.</param>
    public void Add(string dialect, IReadOnlyList<Reading> readings, Malformed? fault, long bytes)
    {
        _messages++;
        _bytes += bytes;
        _dialects[dialect] = _dialects.GetValueOrDefault(dialect) + 1;
        if (fault is not null)
            _faults[$"{fault.Reason.Name()}: {fault.Detail}"] = _faults.GetValueOrDefault($"{fault.Reason.Name()}: {fault.Detail}") + 1;
        foreach (var reading in readings)
            Add(reading.Message);
    }

    private void Add(WireMessage message)
    {
        if (message.Series.Length > 0)
            _series.Add(message.Series);
        if (message is StartMessage { VoxelMicrometres: { } announced })
            _voxels.Add(announced.ToString());
        if (message is not ImageMessage image)
            return;
        _images++;
        var slices = image.Shape.Z > 0 ? image.Shape.Z.ToString(CultureInfo.InvariantCulture) : "?";
        _shapes.Add($"{slices}x{image.Shape.Y}x{image.Shape.X} {(image.IsSigned ? "i2" : VoxelName(image))}");
        var channels = image is VolumeMessage volume ? volume.Channels : 1;
        for (var c = 0; c < channels; c++)
            _channels[image.C + c] = _channels.GetValueOrDefault(image.C + c) + 1;
        if (image.VoxelMicrometres is { } voxel)
            _voxels.Add(voxel.ToString());
        _clocks += image.ExposureEndNs != 0 ? 1 : 0;
        _planes += image is PlaneMessage ? 1 : 0;
        if (!image.IsAnonymous && _lastSeq is { } last && image.Seq > last + 1)
            _gaps += (long)Math.Min(image.Seq - last - 1, int.MaxValue);
        _lastSeq = image.Seq;
        _lastT = Math.Max(_lastT, image.T);
    }

    private static string VoxelName(ImageMessage image) => Cellect.Data.Volumes.VoxelTypes.WireName(image.Type);

    /// <summary>The facts, for programs.</summary>
    /// <param name="seconds">How long was listened.</param>
    public IReadOnlyDictionary<string, object?> Facts(double seconds) =>
        new Dictionary<string, object?>
        {
            ["messages"] = _messages,
            ["messages_per_s"] = Math.Round(_messages / seconds, 3),
            ["bytes_per_s"] = Math.Round(_bytes / seconds),
            ["dialects"] = _dialects,
            ["series"] = _series.Order().ToArray(),
            ["shapes"] = _shapes,
            ["channels"] = _channels.ToDictionary(c => c.Key.ToString(CultureInfo.InvariantCulture), c => c.Value),
            ["planes"] = _planes > 0,
            ["last_t"] = _lastT < 0 ? null : _lastT,
            ["voxel_um"] = _voxels,
            ["exposure_clock"] = _images > 0 && _clocks == _images,
            ["lost"] = _gaps,
            ["faults"] = _faults,
            ["advice"] = Advice().ToArray(),
        };

    /// <summary>What is missing, and the options to set.</summary>
    public IEnumerable<string> Advice()
    {
        if (_messages == 0)
            yield return "nothing came: does the sender run, and is this its endpoint? A sender that pushes connects to --mode pull, "
                + "one by plain TCP to --mode tcp, one that publishes is connected to with --mode sub";
        if (_images > 0 && _voxels.Count == 0)
            yield return "the voxel size is not told: set Ingest:DefaultVoxelMicrometres z,y,x";
        if (_voxels.Count > 1)
            yield return $"several voxel sizes come ({string.Join("; ", _voxels)}): begin a new series when the magnification changes";
        if (_channels.Count > 0 && !_channels.ContainsKey(0))
            yield return $"channel 0 does not come: set Ingest:TrackedChannel {_channels.Keys.First()}";
        if (_channels.Count > 1)
            yield return $"channels {string.Join(", ", _channels.Keys)} come: Ingest:TrackedChannel says which is tracked, "
                + "Ingest:TrackedChannels says several";
        if (_shapes.Any(shape => shape.StartsWith("1x", StringComparison.Ordinal)))
            yield return "single slices come without their place: set Ingest:Planes to the slices of a volume";
        if (_images > 0 && _clocks < _images)
            yield return "the end of exposure is not told (exposure_end_ns): latency from the microscope on is not known";
        if (_gaps > 0)
            yield return $"{_gaps} messages were lost on the way: a publisher drops what does not fit; push, or raise its high-water mark";
        foreach (var fault in _faults)
            yield return $"{fault.Value} messages are refused: {fault.Key}";
    }
}
