using System.Globalization;
using System.Text;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;

namespace Cellect.Data.Recordings;

/// <summary>
/// The volumes of one recording, open for writing: <c>volumes.ome.zarr</c> and <c>volumes.csv</c>. Channels of another shape or voxel type
/// than the first have an image of their own beside it. One thread.
/// </summary>
internal sealed class VolumeStore : IDisposable
{
    public const string ImageName = "volumes.ome.zarr";

    // Every channel in a format of its own is more than any microscope sends.
    private const int MostImages = 64;

    private readonly string _folder;
    private readonly ChunkCompression _compression;
    private readonly ChunkExtent _extent;
    private readonly int _levels;
    private readonly FileStream _table;
    private readonly List<(OmeZarrFormat Format, string Name, OmeZarrWriter Writer)> _images = [];
    private VolumeHeader? _first;
    private bool _paced;

    /// <summary>Opens a recording's folder, or goes on where writing stopped after trouble.</summary>
    /// <param name="folder">Folder of the recording.</param>
    /// <param name="compression">How chunks are packed.</param>
    /// <param name="extent">What a chunk holds.</param>
    /// <param name="levels">Levels of each image; 1: the volumes alone.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public VolumeStore(string folder, ChunkCompression compression, ChunkExtent extent, int levels = 1)
    {
        (_folder, _compression, _extent, _levels) = (folder, compression, extent, levels);
        Directory.CreateDirectory(folder);
        var (_, bytes) = VolumeTable.Read(folder, "");
        // Unbuffered: a row is one write, and what has been written survives the process.
        _table = new FileStream(
            Path.Combine(folder, VolumeTable.FileName),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        _table.SetLength(bytes);
        _table.Seek(0, SeekOrigin.End);
        if (bytes == 0)
            _table.Write(Encoding.ASCII.GetBytes(VolumeTable.Header + "\n"));
    }

    /// <summary>Writes a volume, then its row.</summary>
    /// <returns>Bytes on the disk.</returns>
    /// <exception cref="IOException">The disk is full or gone; the volume counts as not recorded.</exception>
    public long Append(Volume volume)
    {
        var header = volume.Header;
        var (_, name, writer) = ImageFor(header);
        Pace(header, writer);
        var bytes = writer.Write(header.T, header.C, volume.Bytes);
        Append(new VolumeRow(header, true, name));
        return bytes;
    }

    /// <summary>Notes a volume whose voxels could not be kept.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void AppendLost(VolumeHeader header) => Append(new VolumeRow(header, false, ""));

    public void Dispose()
    {
        foreach (var image in _images)
            image.Writer.Dispose();
        _table.Dispose();
    }

    private void Append(VolumeRow row) => _table.Write(Encoding.ASCII.GetBytes(VolumeTable.Line(row)));

    private (OmeZarrFormat Format, string Name, OmeZarrWriter Writer) ImageFor(VolumeHeader header)
    {
        foreach (var image in _images)
            if (image.Format.Shape == header.Shape && image.Format.Type == header.Type)
                return image;
        if (_images.Count == MostImages)
            throw new IOException($"volumes of {MostImages} different shapes and types in one series; the recording keeps no further one");
        return Open(header);
    }

    private (OmeZarrFormat Format, string Name, OmeZarrWriter Writer) Open(VolumeHeader header)
    {
        var format = new OmeZarrFormat(header.Series, header.Shape, header.Type, header.VoxelMicrometres, _compression, _extent, _levels);
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? ImageName : string.Create(CultureInfo.InvariantCulture, $"volumes-{i}.ome.zarr");
            var path = Path.Combine(_folder, name);
            if (_images.Exists(image => image.Name == name) || !Fits(path, format, out var times, out var channels))
                continue;
            _images.Add((format, name, new OmeZarrWriter(path, format, times, channels)));
            return _images[^1];
        }
    }

    // After trouble with the disk an image that is there already goes on.
    private static bool Fits(string path, OmeZarrFormat format, out int times, out int channels)
    {
        (times, channels) = (0, 0);
        if (!File.Exists(Path.Combine(path, "0", ".zarray")))
            return true;
        var there = ZarrArray.Open(Path.Combine(path, "0"));
        (times, channels) = (there.Shape[0], there.Shape[1]);
        return there.Layout.Type == format.Type
            && there.Shape.AsSpan(2).SequenceEqual([format.Shape.Z, format.Shape.Y, format.Shape.X])
            && there.Chunks[2] == format.ChunkSlices
            && Directory.Exists(Path.Combine(path, $"{format.Levels - 1}"))
            && !Directory.Exists(Path.Combine(path, $"{format.Levels}"));
    }

    /// <summary>The time between two time points is known when the second comes.</summary>
    private void Pace(VolumeHeader header, OmeZarrWriter writer)
    {
        _first ??= header;
        if (_paced || header.T <= _first.T)
            return;
        _paced = true;
        if ((StampOf(header) - StampOf(_first)) / (header.T - _first.T) is > 0 and var step)
            writer.Pace(TimeSpan.FromTicks(step / TimeSpan.NanosecondsPerTick));
    }

    private static long StampOf(VolumeHeader header) => header.ExposureEndNs != 0 ? header.ExposureEndNs : header.ReceivedNs;
}
