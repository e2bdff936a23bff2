using System.Buffers.Binary;
using System.Text;

namespace Cellect.Stream.Tests.Sources;

/// <summary>Writes an NDTiff set as Micro-Manager lays it out (NDTiff 3.3): pixels first, then the record of the index.</summary>
internal sealed class NdTiffFixture
{
    private const string File = "embryo_NDTiffStack";

    private readonly string _folder;
    private readonly int _imagesPerFile;
    private int _images;

    public NdTiffFixture(string folder, int imagesPerFile = int.MaxValue)
    {
        (_folder, _imagesPerFile) = (folder, imagesPerFile);
        Directory.CreateDirectory(folder);
    }

    public const int Rows = 5,
        Columns = 7;

    public string Index => Path.Combine(_folder, "NDTiff.index");

    public static byte[] Pixels(int time, string channel, int z)
    {
        var pixels = new byte[Rows * Columns * 2];
        new Random((time * 1000) + (z * 10) + channel.Length).NextBytes(pixels);
        return pixels;
    }

    public static byte[] Volume(int time, string channel, int slices) =>
        [.. Enumerable.Range(0, slices).SelectMany(z => Pixels(time, channel, z))];

    /// <summary>One plane, whole.</summary>
    public void Add(int time, string channel, int z) => AddRecord(time, channel, z, AddPixels(Pixels(time, channel, z)));

    /// <summary>Every plane of a time, channels within slices.</summary>
    public void AddTime(int time, int slices, params string[] channels)
    {
        for (var z = 0; z < slices; z++)
            foreach (var channel in channels)
                Add(time, channel, z);
    }

    /// <summary>The writer closes the set.</summary>
    public void Close() => Append(Index, new byte[4]);

    public (string File, long Offset) AddPixels(byte[] pixels)
    {
        var name = _images / _imagesPerFile is var n and > 0 ? $"{File}_{n}.tif" : $"{File}.tif";
        var path = Path.Combine(_folder, name);
        if (!System.IO.File.Exists(path))
            Append(path, Head());
        _images++;
        // An image directory of 13 entries is before each image; readers of the index pass over it.
        Append(path, new byte[170]);
        var offset = new FileInfo(path).Length;
        Append(path, pixels);
        return (name, offset);
    }

    public void AddRecord(int time, string channel, int z, (string File, long Offset) at, int pixelType = 1, string more = "")
    {
        var axes = Encoding.UTF8.GetBytes($$"""{"time":{{time}},"channel":"{{channel}}","z":{{z}}{{more}}}""");
        var file = Encoding.UTF8.GetBytes(at.File);
        Append(
            Index,
            [
                .. Int(axes.Length),
                .. axes,
                .. Int(file.Length),
                .. file,
                .. Int((int)at.Offset),
                .. Int(Columns),
                .. Int(Rows),
                .. Int(pixelType),
                .. Int(0),
                .. Int(0),
                .. Int(0),
                .. Int(0),
            ]
        );
    }

    public static void Append(string path, byte[] bytes)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(bytes);
    }

    private static byte[] Head()
    {
        var summary = Encoding.UTF8.GetBytes("""{"PixelSize_um":0.4,"z-step_um":2,"Interval_ms":30000}""");
        return
        [
            "II"u8.ToArray()[0],
            (byte)'I',
            42,
            0,
            .. Int(28 + summary.Length),
            .. Int(483729),
            .. Int(3),
            .. Int(3),
            .. Int(2355492),
            .. Int(summary.Length),
            .. summary,
        ];
    }

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
