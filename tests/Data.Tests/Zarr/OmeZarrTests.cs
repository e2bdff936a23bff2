using System.Diagnostics;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;
using Cellect.Testing;

namespace Cellect.Data.Tests.Zarr;

/// <summary>What is written is read back voxel for voxel, by Cellect and by Debian's python3-zarr, and the other way round.</summary>
public class OmeZarrTests
{
    private const string Python = "/usr/bin/python3";
    private static readonly VolumeShape Shape = new(3, 5, 7);
    private static readonly VoxelSize Voxel = new(2, 0.5, 0.4);

    public static TheoryData<string, string, string> Formats()
    {
        var formats = new TheoryData<string, string, string>();
        foreach (var type in Enum.GetNames<VoxelType>())
        foreach (var compression in Enum.GetNames<ChunkCompression>())
        foreach (var extent in Enum.GetNames<ChunkExtent>())
            formats.Add(type, compression, extent);
        return formats;
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Written_IsReadBack_AndALostVolumeIsZero(string type, string compression, string extent)
    {
        using var folder = new TemporaryFolder();
        var format = Format(Enum.Parse<VoxelType>(type), Enum.Parse<ChunkCompression>(compression), Enum.Parse<ChunkExtent>(extent));
        Write(folder["v.ome.zarr"], format);

        var image = OmeZarrImage.Open(folder["v.ome.zarr"]);
        Assert.Equal((4, 2, Shape, format.Type), (image.Times, image.Channels, image.Shape, image.Layout.Type));
        Assert.Equal((Voxel, TimeSpan.FromSeconds(1.5)), (image.VoxelMicrometres!.Value, image.Interval!.Value));
        var voxels = new byte[Shape.Voxels * format.Type.Bytes()];
        foreach (var (t, c) in Places)
        {
            Assert.True(image.Holds(t, c));
            image.Read(t, c, voxels);
            Assert.Equal(Pixels(format, t, c), voxels);
        }

        Assert.False(image.Holds(2, 0));
        image.Read(2, 0, voxels);
        Assert.All(voxels, b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData(nameof(ChunkCompression.None))]
    [InlineData(nameof(ChunkCompression.Zlib))]
    [InlineData(nameof(ChunkCompression.Zstd))]
    public void Written_IsReadByPythonZarr_VoxelForVoxel(string compression)
    {
        SkipWithoutZarr();
        using var folder = new TemporaryFolder();
        var format = Format(VoxelType.UInt16, Enum.Parse<ChunkCompression>(compression), ChunkExtent.Plane);
        Write(folder["v.ome.zarr"], format);

        RunPython(
            """
            import sys, json, zarr
            g = zarr.open(sys.argv[1], mode="r")
            a = g["0"]
            assert a.shape == (4, 2, 3, 5, 7) and a.dtype.str == "<u2", (a.shape, a.dtype)
            assert [x["name"] for x in g.attrs["multiscales"][0]["axes"]] == ["t", "c", "z", "y", "x"]
            a[:].tofile(sys.argv[2])
            """,
            folder["v.ome.zarr"],
            folder["all.raw"]
        );
        var all = File.ReadAllBytes(folder["all.raw"]);
        var size = (int)Shape.Voxels * 2;
        for (var t = 0; t < 4; t++)
        for (var c = 0; c < 2; c++)
        {
            var expected = Places.Contains((t, c)) ? Pixels(format, t, c) : new byte[size];
            Assert.True(expected.AsSpan().SequenceEqual(all.AsSpan((2 * t + c) * size, size)), $"t {t} c {c}");
        }
    }

    [Theory]
    [InlineData(nameof(VoxelType.UInt8))]
    [InlineData(nameof(VoxelType.UInt16))]
    [InlineData(nameof(VoxelType.Float32))]
    public void Levels_AreMeansOfTwoByTwo_AndPythonZarrReadsThem(string type)
    {
        using var folder = new TemporaryFolder();
        var format = Format(Enum.Parse<VoxelType>(type), ChunkCompression.Zstd, ChunkExtent.Plane) with { Levels = 4 };
        Write(folder["v.ome.zarr"], format);
        Assert.Equal(Shape, OmeZarrImage.Open(folder["v.ome.zarr"]).Shape);

        // 5 x 7 becomes 3 x 4, 2 x 2, 1 x 1: one row or column is alone where the length is odd.
        SkipWithoutZarr();
        RunPython(
            """
            import sys, numpy as np, zarr
            g = zarr.open(sys.argv[1], mode="r")
            m = g.attrs["multiscales"][0]
            assert [d["path"] for d in m["datasets"]] == ["0", "1", "2", "3"], m
            scale, translation = m["datasets"][2]["coordinateTransformations"]
            assert np.allclose(scale["scale"], [1.5, 1, 2, 2.0, 1.6]) and scale["type"] == "scale", m
            assert np.allclose(translation["translation"], [0, 0, 0, 0.75, 0.6]) and translation["type"] == "translation", m
            assert [g[str(l)].shape for l in range(4)] == [(4, 2, 3, 5, 7), (4, 2, 3, 3, 4), (4, 2, 3, 2, 2), (4, 2, 3, 1, 1)]
            a = g["0"][:]
            assert a.any()
            for l in range(1, 4):
                wide = a.astype("f4" if a.dtype.kind == "f" else "i8")
                b = np.pad(wide, [(0, 0)] * 3 + [(0, a.shape[3] % 2), (0, a.shape[4] % 2)], "edge")
                s = b[..., 0::2, 0::2] + b[..., 0::2, 1::2] + b[..., 1::2, 0::2] + b[..., 1::2, 1::2]
                a = (s / np.float32(4) if a.dtype.kind == "f" else (s + 2) // 4).astype(a.dtype)
                assert np.array_equal(g[str(l)][:], a, equal_nan=a.dtype.kind == "f"), l
            """,
            folder["v.ome.zarr"]
        );
    }

    [Fact]
    public void Halve_WholeNumbers_AreRounded_AndALoneRowAndColumnStandForThemselves()
    {
        byte[] next = new byte[4];
        ViewingLevel.Halve([1, 2, 9, 3, 4, 8, 250, 255, 7], new VolumeShape(1, 3, 3), VoxelType.UInt8, next);
        Assert.Equal([3, 9, 253, 7], next);
    }

    [Theory]
    [InlineData("u2", "Blosc(cname='lz4', shuffle=Blosc.SHUFFLE)", "(1,1,2,3,4)")]
    [InlineData("u2", "Blosc(cname='zstd', shuffle=Blosc.SHUFFLE)", "(1,1,3,5,7)")]
    [InlineData("u2", "Blosc(cname='lz4', shuffle=Blosc.NOSHUFFLE)", "(2,2,3,5,7)")]
    [InlineData("u1", "Blosc(cname='zlib', shuffle=Blosc.SHUFFLE)", "(1,2,1,5,7)")]
    [InlineData("f4", "Zlib(level=3)", "(3,1,2,2,2)")]
    [InlineData(">u2", "Zstd(level=3)", "(1,1,3,5,7)")]
    [InlineData("i2", "GZip(level=3)", "(1,1,3,5,7)")]
    [InlineData("u2", "LZ4()", "(1,1,3,5,7)")]
    [InlineData("u2", "None", "(1,1,3,5,7)")]
    public void OfPythonZarr_ChunkedAndPackedAnyhow_IsRead(string dtype, string codec, string chunks)
    {
        SkipWithoutZarr();
        using var folder = new TemporaryFolder();
        RunPython(
            $$"""
            import sys, numpy as np, zarr
            from numcodecs import Blosc, Zlib, GZip, Zstd, LZ4
            g = zarr.open_group(sys.argv[1], mode="w", zarr_version=2) if zarr.__version__ < "3" else zarr.open_group(sys.argv[1], mode="w", zarr_format=2)
            rng = np.random.default_rng(1)
            v = rng.integers(0, 200, (4, 2, 3, 5, 7)).astype("{{dtype}}")
            if "{{dtype}}" == "i2": v -= 100
            a = g.create_dataset("0", shape=v.shape, chunks={{chunks}}, dtype=v.dtype, compressor={{codec}}, dimension_separator="/")
            a[:] = v
            g.attrs["multiscales"] = [{"version": "0.4", "axes": [{"name": n} for n in "tczyx"], "datasets": [{"path": "0"}]}]
            w = (v.astype("i4") + 32768).astype("<u2") if "{{dtype}}" == "i2" else v.astype(v.dtype.newbyteorder("<"))
            w.tofile(sys.argv[2])
            """,
            folder["v.zarr"],
            folder["all.raw"]
        );
        var image = OmeZarrImage.Open(folder["v.zarr"]);
        Assert.Null(image.VoxelMicrometres);
        var all = File.ReadAllBytes(folder["all.raw"]);
        var size = (int)Shape.Voxels * image.Layout.Type.Bytes();
        var voxels = new byte[size];
        for (var t = 0; t < 4; t++)
        for (var c = 0; c < 2; c++)
        {
            image.Read(t, c, voxels);
            Assert.True(voxels.AsSpan().SequenceEqual(all.AsSpan((2 * t + c) * size, size)), $"t {t} c {c}");
        }
    }

    [Fact]
    public void OfZarr3_OmeZarr05_IsRead()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["v.zarr", "0", "c", "1", "0", "0"]);
        File.WriteAllText(
            folder["v.zarr", "zarr.json"],
            """
            {"zarr_format":3,"node_type":"group","attributes":{"ome":{"version":"0.5","multiscales":[{"axes":[{"name":"t"},
            {"name":"z","type":"space","unit":"micrometer"},{"name":"y","type":"space","unit":"nanometer"},{"name":"x","type":"space","unit":"micrometer"}],
            "datasets":[{"path":"0","coordinateTransformations":[{"type":"scale","scale":[1,2,500,0.5]}]}]}]}}}
            """
        );
        File.WriteAllText(
            folder["v.zarr", "0", "zarr.json"],
            """
            {"zarr_format":3,"node_type":"array","shape":[2,3,5,7],"data_type":"uint16","chunk_grid":{"name":"regular","configuration":
            {"chunk_shape":[1,3,5,7]}},"chunk_key_encoding":{"name":"default","configuration":{"separator":"/"}},"fill_value":0,
            "codecs":[{"name":"bytes","configuration":{"endian":"little"}},{"name":"zstd","configuration":{"level":1,"checksum":false}}]}
            """
        );
        var pixels = Pixels(Format(VoxelType.UInt16, ChunkCompression.None, ChunkExtent.Volume), 1, 0);
        using (var zstd = new ZstdSharp.Compressor())
            File.WriteAllBytes(folder["v.zarr", "0", "c", "1", "0", "0", "0"], zstd.Wrap(pixels).ToArray());

        var image = OmeZarrImage.Open(folder["v.zarr"]);
        Assert.Equal((2, 1, Shape, new VoxelSize(2, 0.5, 0.5)), (image.Times, image.Channels, image.Shape, image.VoxelMicrometres!.Value));
        var voxels = new byte[pixels.Length];
        image.Read(1, 0, voxels);
        Assert.Equal(pixels, voxels);
    }

    private static readonly (int T, int C)[] Places = [(0, 0), (0, 1), (1, 0), (1, 1), (3, 0)];

    private static OmeZarrFormat Format(VoxelType type, ChunkCompression compression, ChunkExtent extent) =>
        new("test", Shape, type, Voxel, compression, extent);

    private static byte[] Pixels(OmeZarrFormat format, int t, int c) => TestVolumes.Pixels(format.Shape, format.Type, 10 * t + c);

    private static void Write(string path, OmeZarrFormat format)
    {
        using var writer = new OmeZarrWriter(path, format);
        foreach (var (t, c) in Places)
            writer.Write(t, c, Pixels(format, t, c));
        writer.Pace(TimeSpan.FromSeconds(1.5));
    }

    private static void SkipWithoutZarr() =>
        Assert.SkipUnless(
            File.Exists(Python) && TryPython("import zarr, numpy") == "",
            "no python3 with zarr (Debian: apt install python3-zarr)"
        );

    private static void RunPython(string program, params string[] arguments) => Assert.Equal("", TryPython(program, arguments));

    private static string TryPython(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Python, ["-W", "ignore", "-c", program, .. arguments]) { RedirectStandardError = true }
        )!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : errors + " ";
    }
}
