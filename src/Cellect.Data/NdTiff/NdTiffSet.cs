using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Cellect.Data.Volumes;

namespace Cellect.Data.NdTiff;

/// <summary>A set of planes by time, channel and slice: finished, cut short, or still being written.</summary>
internal sealed class NdTiffSet : IDisposable
{
    private const string Time = "time",
        Channel = "channel",
        Slice = "z";

    private readonly NdTiffIndex _index;
    private readonly Dictionary<(int T, string C, int Z), NdTiffEntry> _planes = [];
    private readonly Dictionary<(int T, string C), int> _counts = [];
    private readonly Dictionary<string, string> _others = [];
    private readonly SortedSet<int> _slices = [];
    private readonly List<string> _channels = [];
    private readonly Dictionary<string, FileStream> _files = [];
    private NdTiffEntry? _first;
    private (VoxelSize? Voxel, TimeSpan? Interval)? _calibration;

    /// <param name="folder">The set's folder.</param>
    /// <exception cref="InvalidDataException">It is none, or damaged.</exception>
    public NdTiffSet(string folder)
    {
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _index = new NdTiffIndex(
            NdTiffIndex.FolderOf(folder) ?? throw new InvalidDataException($"{folder}: no {NdTiffIndex.FileName} in it")
        );
        Refresh();
    }

    /// <summary>Name of the set's folder.</summary>
    public string Name { get; }

    /// <summary>Channels, in the order in which they came.</summary>
    public IReadOnlyList<string> Channels => _channels;

    /// <summary>First and last time that any plane has.</summary>
    public (int First, int Last) Times { get; private set; } = (int.MaxValue, int.MinValue);

    /// <summary>Slices seen so far.</summary>
    public int Slices => _slices.Count;

    /// <summary>True when there is no plane yet.</summary>
    public bool IsEmpty => _first is null;

    /// <summary>True when the writer has closed the set: nothing more comes.</summary>
    public bool IsFinished => _index.IsFinished;

    /// <summary>Extent of a volume as far as it is known.</summary>
    public VolumeShape Shape => new(Slices, First.Height, First.Width);

    /// <summary>How a voxel is stored.</summary>
    public VoxelType Type => First.PixelType == 0 ? VoxelType.UInt8 : VoxelType.UInt16;

    /// <summary>Extent of a voxel, µm; null when the set does not say.</summary>
    public VoxelSize? VoxelMicrometres => (_calibration ??= Calibration()).Voxel;

    /// <summary>Time between two time points; null when the set does not say.</summary>
    public TimeSpan? Interval => (_calibration ??= Calibration()).Interval;

    private NdTiffEntry First => _first ?? throw new InvalidDataException($"{_index.Folder}: the set holds no image yet");

    /// <summary>Takes in what has been written since.</summary>
    /// <exception cref="InvalidDataException">Damaged, or of a kind that cannot be volumes.</exception>
    public void Refresh()
    {
        foreach (var entry in _index.ReadNew())
            Add(entry);
    }

    /// <summary>Number of a channel's planes at a time.</summary>
    public int PlanesOf(int time, string channel) => _counts.GetValueOrDefault((time, channel));

    /// <summary>Whether the pixels of a volume are all on the disk: the index may be ahead of them.</summary>
    public bool IsWritten(int time, string channel) =>
        _slices.All(z =>
            _planes.TryGetValue((time, channel, z), out var plane)
            && new FileInfo(PathOf(plane)) is { Exists: true } file
            && file.Length >= plane.Offset + PlaneBytes
        );

    /// <summary>Reads a volume, C order (z, y, x).</summary>
    /// <exception cref="InvalidDataException">A slice is missing or cut off.</exception>
    public void Read(int time, string channel, Span<byte> voxels)
    {
        var at = 0;
        foreach (var z in _slices)
        {
            if (!_planes.TryGetValue((time, channel, z), out var plane))
                throw new InvalidDataException($"{Name}: time {time}, channel {channel} has no slice {z}");
            Read(plane, voxels.Slice(at, PlaneBytes));
            at += PlaneBytes;
        }
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }

    private int PlaneBytes => First.Width * First.Height * Type.Bytes();

    private void Add(NdTiffEntry entry)
    {
        _first ??= entry.PixelType is 0 or 1 or 3 or 4 or 5 or 6
            ? entry
            : throw Unusable($"pixel type {entry.PixelType} is colour or unknown; grey images of 8 or 16 bits are read");
        if ((entry.Width, entry.Height, entry.PixelType) != (_first.Width, _first.Height, _first.PixelType))
            throw Unusable(
                $"an image of {entry.Height}x{entry.Width} (type {entry.PixelType}) after others of "
                    + $"{_first.Height}x{_first.Width} (type {_first.PixelType}); all volumes of a series must be alike"
            );
        foreach (var (axis, value) in entry.Axes)
            if (axis is not (Time or Channel or Slice) && _others.TryAdd(axis, value) is false && _others[axis] != value)
                throw Unusable($"axis {axis} has {_others[axis]} and {value}; only sets of one {axis} are read: save each by itself");
        var (time, channel, z) = (Whole(entry, Time), entry.Axes.GetValueOrDefault(Channel, "0"), Whole(entry, Slice));
        if (!_channels.Contains(channel))
            _channels.Add(channel);
        _slices.Add(z);
        Times = (Math.Min(Times.First, time), Math.Max(Times.Last, time));
        if (!_planes.ContainsKey((time, channel, z)))
            _counts[(time, channel)] = PlanesOf(time, channel) + 1;
        // Of a plane that was written twice the newer holds.
        _planes[(time, channel, z)] = entry;
    }

    private int Whole(NdTiffEntry entry, string axis) =>
        !entry.Axes.TryGetValue(axis, out var text) ? 0
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw Unusable($"axis {axis} is '{text}', no whole number");

    private void Read(NdTiffEntry plane, Span<byte> pixels)
    {
        var file = Open(plane);
        file.Position = plane.Offset;
        if (file.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false) < pixels.Length)
            throw new InvalidDataException($"{PathOf(plane)}: cut off at byte {file.Length}, an image begins at {plane.Offset}");
        new PixelLayout(Type, Swapped: IsBigEndian(file)).Adopt(pixels);
    }

    // As many files as the set has: one for each 4 GB.
    private FileStream Open(NdTiffEntry plane)
    {
        if (!_files.TryGetValue(plane.File, out var file))
            _files[plane.File] = file = new FileStream(
                PathOf(plane),
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
        return file;
    }

    private static bool IsBigEndian(FileStream file)
    {
        file.Position = 0;
        return file.ReadByte() == 'M';
    }

    private string PathOf(NdTiffEntry plane) => Path.Combine(_index.Folder, plane.File);

    // Behind the TIFF header: 483729, major, minor, 2355492, length, JSON.
    private (VoxelSize?, TimeSpan?) Calibration()
    {
        const int header = 28,
            most = 1 << 26;
        var file = Open(First);
        file.Position = 0;
        var bytes = new byte[header];
        if (
            file.ReadAtLeast(bytes, header, throwOnEndOfStream: false) < header
            || Number(bytes, 8) != 483729
            || Number(bytes, 20) != 2355492
        )
            return default;
        var text = new byte[Math.Min(Number(bytes, 24), most)];
        if (file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
            return default;
        try
        {
            using var summary = JsonDocument.Parse(text);
            var pixel = Positive(summary.RootElement, "PixelSize_um");
            var voxel =
                Positive(summary.RootElement, "z-step_um") is { } step && pixel is { } size ? new VoxelSize(step, size, size) : default;
            return (
                voxel.IsValid ? voxel : null,
                Positive(summary.RootElement, "Interval_ms") is { } interval ? TimeSpan.FromMilliseconds(interval) : null
            );
        }
        catch (Exception e) when (e is JsonException or OverflowException)
        {
            return default;
        }

        static uint Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
    }

    private static double? Positive(JsonElement root, string key) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.GetDouble() is > 0 and < 1e12 and var number
            ? number
            : null;

    private InvalidDataException Unusable(string what) => new($"{_index.Folder}: {what}");
}
