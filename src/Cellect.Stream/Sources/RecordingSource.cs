using Cellect.Data.Recordings;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>
/// A recorded session as it came: every channel in its order, with its sequence numbers, clocks, stage position and metadata. Volumes that
/// were lost on the way are not there, and are not made up.
/// </summary>
internal sealed class RecordingSource : IVolumeSource
{
    private readonly RecordedVolumes _recording;
    private readonly VoxelSize? _voxel;
    private readonly Dictionary<(int T, ulong Seq), FrameRow> _frames = [];
    private readonly Dictionary<(int T, int C), VolumeRow> _places = [];

    /// <param name="folder">Folder of the recording.</param>
    /// <param name="voxel">Voxel size, µm; null takes the recorded one.</param>
    /// <exception cref="InvalidDataException">It holds no volumes.</exception>
    public RecordingSource(string folder, VoxelSize? voxel)
    {
        _recording = new RecordedVolumes(folder);
        var first = _recording.Rows[0].Header;
        (_voxel, Shape, Type) = (voxel, first.Shape, first.Type);
        VoxelMicrometres = voxel ?? first.VoxelMicrometres;
        Interval = IntervalOf(_recording.Rows);
        foreach (var frame in FrameTable.Read(Path.Combine(folder, FrameTable.FileName), long.MaxValue).Rows)
            _frames[(frame.T, frame.Seq)] = frame;
    }

    public event Action<SkippedFrame>? FrameSkipped;

    public string Name => _recording.Series;

    public VolumeShape Shape { get; }

    public VoxelType Type { get; }

    public VoxelSize? VoxelMicrometres { get; }

    public int Frames => _recording.Frames;

    public TimeSpan? Interval { get; }

    public bool IsOneChannel => false;

    public int Volumes => _recording.Rows.Count;

    public string Description
    {
        get
        {
            var channels = _recording.Rows.Select(row => row.Header.C).Distinct().Order().ToList();
            var stored = _recording.Rows.Count(row => row.Stored);
            var lost = stored < _recording.Rows.Count ? $", {_recording.Rows.Count - stored} more could not be recorded" : "";
            return $"{SourceDescription.Describe(this)}; a recording of {stored} volumes of channel {string.Join(", ", channels)}{lost}";
        }
    }

    /// <summary>The headers of all volumes, in the order in which they came.</summary>
    public IEnumerable<VolumeHeader> Headers => _recording.Rows.Select(row => row.Header);

    public IEnumerable<Volume> Read(string series, VolumePool pool, CancellationToken cancel)
    {
        foreach (var row in _recording.Rows)
        {
            cancel.ThrowIfCancellationRequested();
            if (TryRead(row, series, pool) is { } volume)
                yield return volume;
        }
    }

    public void Dispose() { }

    /// <summary>Extent of a chunk of the volumes.</summary>
    public VolumeShape Piece => _recording.Chunk ?? Shape;

    /// <summary>Bytes of a chunk of the volumes, unpacked.</summary>
    public long PieceBytes => _recording.ChunkBytes;

    /// <summary>Reads a part of one channel of a time point, C order (z, y, x).</summary>
    /// <exception cref="InvalidDataException">It was not recorded, or is damaged.</exception>
    public void ReadPart(int t, int channel, VolumeBox box, Span<byte> voxels, ReadAccount account)
    {
        if (_places.Count == 0)
            foreach (var row in _recording.Rows)
                _places[(row.Header.T, row.Header.C)] = row;
        if (!_places.TryGetValue((t, channel), out var found) || !found.Stored)
            throw new InvalidDataException($"{Name}: time point {t}, channel {channel} was not recorded");
        if (found.Header.Shape != Shape || found.Header.Type != Type)
            throw new InvalidDataException($"{Name}: time point {t} has {found.Header.Shape} voxels, the first {Shape}");
        _recording.Read(found, box, voxels, account);
    }

    private Volume? TryRead(VolumeRow row, string series, VolumePool pool)
    {
        var header = row.Header;
        if (!row.Stored)
        {
            FrameSkipped?.Invoke(new SkippedFrame(header.T, $"channel {header.C} could not be recorded"));
            return null;
        }

        var volume = pool.Rent(
            header with
            {
                Series = series,
                VoxelMicrometres = _voxel ?? header.VoxelMicrometres,
                Recorded = StampsOf(header),
            }
        );
        try
        {
            _recording.Read(row, volume.Bytes);
            return volume;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            volume.Dispose();
            FrameSkipped?.Invoke(new SkippedFrame(header.T, $"channel {header.C}: {e.Message}"));
            return null;
        }
        catch
        {
            volume.Dispose();
            throw;
        }
    }

    // A recording of a replay passes on what it was told.
    private RecordedStamps? StampsOf(VolumeHeader header) =>
        _frames.TryGetValue((header.T, header.Seq), out var frame)
            ? frame.Recorded ?? Stamps(header.ReceivedNs, frame.Stamps.LinkedNs)
            : Stamps(header.ReceivedNs, header.AssembledNs);

    private static RecordedStamps? Stamps(long receivedNs, long linkedNs) =>
        receivedNs > 0 && linkedNs > 0 ? new RecordedStamps(receivedNs, linkedNs) : null;

    // The median: a pause of the microscope must not set the pace.
    private static TimeSpan? IntervalOf(IReadOnlyList<VolumeRow> rows)
    {
        var channel = rows[0].Header.C;
        var steps = new List<long>();
        VolumeHeader? last = null;
        foreach (var row in rows)
        {
            var header = row.Header;
            if (header.C != channel)
                continue;
            if (last is not null && header.T > last.T && StampOf(header) > StampOf(last))
                steps.Add((StampOf(header) - StampOf(last)) / (header.T - last.T));
            last = header;
        }

        if (steps.Count == 0)
            return null;
        steps.Sort();
        return TimeSpan.FromTicks(Math.Max(1, steps[steps.Count / 2] / TimeSpan.NanosecondsPerTick));
    }

    /// <summary>The clock by which a volume's place in time is known: the sender's where it told it, else ours.</summary>
    internal static long StampOf(VolumeHeader header) => header.ExposureEndNs != 0 ? header.ExposureEndNs : header.ReceivedNs;
}
