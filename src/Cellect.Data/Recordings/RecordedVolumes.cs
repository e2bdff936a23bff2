using System.Text.Json.Nodes;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;

namespace Cellect.Data.Recordings;

/// <summary>
/// The volumes of a recording, in the order in which they came: finished, cut short by a crash, or still being written. Only volumes whose
/// row is whole are given.
/// </summary>
internal sealed class RecordedVolumes
{
    private readonly string _folder;
    private readonly Dictionary<string, OmeZarrImage> _images = [];

    /// <summary>Opens a recording.</summary>
    /// <param name="folder">Folder that holds <c>volumes.csv</c>.</param>
    /// <exception cref="InvalidDataException">It holds no volumes.</exception>
    public RecordedVolumes(string folder)
    {
        _folder = folder;
        var session = ReadSession(folder);
        Series = (string?)session?["series"] is { Length: > 0 } name
            ? name
            : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        Rows = VolumeTable.Read(folder, Series).Rows;
        if (Rows.Count == 0)
            throw new InvalidDataException($"{folder}: the recording holds no whole volume; record with Record:Volumes All");
        var last = Rows.Max(row => row.Header.T);
        Frames = (int)Math.Max(last + 1, Math.Min(int.MaxValue, (long?)session?["expected"] ?? 0));
    }

    /// <summary>Name of the series.</summary>
    public string Series { get; }

    /// <summary>Every volume that came, stored or not.</summary>
    public IReadOnlyList<VolumeRow> Rows { get; }

    /// <summary>Time points of the series.</summary>
    public int Frames { get; }

    /// <summary>Whether a folder is a recording with volumes.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, VolumeTable.FileName));

    /// <summary>Reads the voxels of a row that was stored.</summary>
    /// <param name="row">One of <see cref="Rows"/>.</param>
    /// <param name="voxels">As many bytes as its header says; C order (z, y, x).</param>
    /// <exception cref="InvalidDataException">They are damaged or gone.</exception>
    public void Read(VolumeRow row, Span<byte> voxels) => Read(row, VolumeBox.All(row.Header.Shape), voxels, new ReadAccount());

    /// <summary>Extent of a chunk of the volumes; null where none is stored.</summary>
    public VolumeShape? Chunk => Rows.FirstOrDefault(row => row.Stored) is { } row ? ImageOf(row).Chunk : null;

    /// <summary>Bytes of a chunk of the volumes, unpacked.</summary>
    public long ChunkBytes => Rows.FirstOrDefault(row => row.Stored) is { } row ? ImageOf(row).ChunkBytes : 0;

    /// <summary>Reads a part of the voxels of a row that was stored.</summary>
    /// <param name="row">One of <see cref="Rows"/>.</param>
    /// <param name="box">The part.</param>
    /// <param name="voxels">As many bytes as it has; C order (z, y, x).</param>
    /// <param name="account">Counts what is read.</param>
    /// <exception cref="InvalidDataException">They are damaged or gone.</exception>
    public void Read(VolumeRow row, VolumeBox box, Span<byte> voxels, ReadAccount account)
    {
        var header = row.Header;
        var image = ImageOf(row);
        if (image.Shape != header.Shape || image.Layout.Type != header.Type)
            throw new InvalidDataException(
                $"{row.Image} has volumes of {image.Shape} {image.Layout.Type}; {VolumeTable.FileName} says {header.Shape} {header.Type}"
            );
        if (!image.Holds(header.T, header.C))
            throw new InvalidDataException($"{row.Image}: the chunk of time point {header.T}, channel {header.C} is gone");
        image.Read(header.T, header.C, box, voxels, account);
    }

    private OmeZarrImage ImageOf(VolumeRow row)
    {
        if (!_images.TryGetValue(row.Image, out var image))
            _images[row.Image] = image = OmeZarrImage.Open(Path.Combine(_folder, row.Image));
        return image;
    }

    private static JsonObject? ReadSession(string folder)
    {
        var path = Path.Combine(folder, SessionFile.FileName);
        return File.Exists(path) ? ZarrJson.Read(path) : null;
    }
}
