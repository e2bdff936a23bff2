using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Cellect.Data.Volumes;

namespace Cellect.Data.Zarr;

/// <summary>
/// Writes an image of OME-Zarr 0.4 (Zarr 2) that grows volume by volume: array <c>0</c>, axes t, c, z, y, x, and smaller levels of it where
/// they are wanted. Every file appears under its name only when it is whole, the chunks of a volume before the shape that counts it: a
/// killed process leaves an image that can be read.
/// A volume that never came is a chunk that is not there, which readers show as zero. One thread.
/// </summary>
internal sealed class OmeZarrWriter : IDisposable
{
    private const int FastestZstd = 1;

    // For one large write Linux takes large pages, which a virtual machine gets several times slower (docs/notebook/streams.md).
    private const int PieceBytes = 256 << 10;

    private readonly string _folder;
    private readonly OmeZarrFormat _format;
    private readonly ZstdSharp.Compressor _zstd = new(FastestZstd);
    private TimeSpan? _interval;
    private readonly byte[][] _levels;
    private byte[] _packed = [];
    private string _directory = "";

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Customarily ends in <c>.ome.zarr</c>.</param>
    /// <param name="format">The same for every volume.</param>
    /// <param name="times">Time points that it has already, when writing goes on after trouble.</param>
    /// <param name="channels">Channels that it has already.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public OmeZarrWriter(string folder, OmeZarrFormat format, int times = 0, int channels = 0)
    {
        (_folder, _format, Times, Channels) = (folder, format, times, channels);
        _levels = [.. Enumerable.Range(0, format.Levels).Select(level => Room(level, format))];
        for (var level = 0; level < format.Levels; level++)
            Directory.CreateDirectory(LevelPath(level));
        Replace(Path.Combine(folder, ".zgroup"), new JsonObject { ["zarr_format"] = 2 });
        Describe();
    }

    /// <summary>Time points of the array: one more than the last written.</summary>
    public int Times { get; private set; }

    /// <summary>Channels of the array.</summary>
    public int Channels { get; private set; }

    /// <summary>Writes one channel of one time point.</summary>
    /// <param name="t">Time point.</param>
    /// <param name="c">Channel.</param>
    /// <param name="voxels">C order (z, y, x), little-endian, as the format says.</param>
    /// <returns>Bytes on the disk.</returns>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public long Write(int t, int c, ReadOnlySpan<byte> voxels)
    {
        var bytes = WriteChunks(0, t, c, voxels);
        var shape = _format.Shape;
        for (var level = 1; level < _format.Levels; level++)
        {
            ViewingLevel.Halve(level == 1 ? voxels : _levels[level - 1], shape, _format.Type, _levels[level]);
            shape = ViewingLevel.Next(shape);
            bytes += WriteChunks(level, t, c, _levels[level]);
        }

        if (t < Times && c < Channels)
            return bytes;
        var widens = c >= Channels;
        (Times, Channels) = (Math.Max(Times, t + 1), Math.Max(Channels, c + 1));
        if (widens)
            Describe();
        else
            DescribeArrays();
        return bytes;
    }

    /// <summary>Notes the time between two time points, once it is known.</summary>
    public void Pace(TimeSpan interval)
    {
        _interval = interval;
        Describe();
    }

    public void Dispose() => _zstd.Dispose();

    private void Describe()
    {
        DescribeArrays();
        Replace(Path.Combine(_folder, ".zattrs"), _format.Attributes(Channels, _interval));
    }

    private void DescribeArrays()
    {
        // The finest level last: viewers go by its time points, and must find them in the others.
        for (var level = _format.Levels - 1; level >= 0; level--)
            Replace(Path.Combine(LevelPath(level), ".zarray"), _format.Array(Times, Channels, level));
    }

    private string LevelPath(int level) => Path.Combine(_folder, level.ToString(CultureInfo.InvariantCulture));

    private static byte[] Room(int level, OmeZarrFormat format) =>
        level == 0 ? [] : new byte[format.ShapeOf(level).Voxels * format.Type.Bytes()];

    private long WriteChunks(int level, int t, int c, ReadOnlySpan<byte> voxels)
    {
        var chunks = _format.Shape.Z / _format.ChunkSlices;
        var size = voxels.Length / chunks;
        var bytes = 0L;
        for (var chunk = 0; chunk < chunks; chunk++)
            bytes += WriteChunk(ChunkPath(level, t, c, chunk), voxels.Slice(chunk * size, size));
        return bytes;
    }

    private string ChunkPath(int level, int t, int c, int chunk)
    {
        var path = Path.Combine(
            LevelPath(level),
            t.ToString(CultureInfo.InvariantCulture),
            c.ToString(CultureInfo.InvariantCulture),
            chunk.ToString(CultureInfo.InvariantCulture),
            "0"
        );
        if (path != _directory)
            Directory.CreateDirectory(path);
        _directory = path;
        return Path.Combine(path, "0");
    }

    private long WriteChunk(string path, ReadOnlySpan<byte> voxels)
    {
        var packed = Pack(voxels);
        var unfinished = path + ".part";
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.Read))
            for (var at = 0; at < packed.Length; at += PieceBytes)
                RandomAccess.Write(file, packed.Slice(at, Math.Min(PieceBytes, packed.Length - at)), at);
        File.Move(unfinished, path, overwrite: true);
        return packed.Length;
    }

    private ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> voxels)
    {
        if (_format.Compression == ChunkCompression.None)
            return voxels;
        if (_format.Compression == ChunkCompression.Zstd)
        {
            Room(ZstdSharp.Compressor.GetCompressBound(voxels.Length));
            return _packed.AsSpan(0, _zstd.Wrap(voxels, _packed));
        }

        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(voxels);
        return stream.GetBuffer().AsSpan(0, (int)stream.Length);
    }

    private void Room(int bytes)
    {
        if (_packed.Length < bytes)
            _packed = new byte[bytes];
    }

    private static void Replace(string path, JsonObject content)
    {
        File.WriteAllText(path + ".part", content.ToJsonString());
        File.Move(path + ".part", path, overwrite: true);
    }
}
