using Cellect.Data.Volumes;
using Cellect.Stream.Tests.Ingest;
using Cellect.Testing;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;

namespace Cellect.Stream.Tests.Sources;

/// <summary>Imaris and BigDataViewer, laid out as their specifications say: chunked, shuffled, gzip, padded.</summary>
public class HdfTests
{
    private const int Z = 3,
        Y = 5,
        X = 7;

    [Fact]
    public void Imaris_TwoChannels_GivesEveryVoxelWithoutThePadding()
    {
        using var scratch = new Scratch();
        WriteImaris(scratch.At("embryo.ims"), times: 3, channels: 2);
        for (var c = 0; c < 2; c++)
        {
            using var source = VolumeSources.Open($"{scratch.At("embryo.ims")}?channel={c}");
            Assert.Equal((3, new VolumeShape(Z, Y, X), VoxelType.UInt16), (source.Frames, source.Shape, source.Type));
            Assert.Equal((new VoxelSize(2, 0.4, 0.4), TimeSpan.FromSeconds(90)), (source.VoxelMicrometres, source.Interval));
            AssertVoxels(source, c);
        }

        var refused = Assert.Throws<InvalidDataException>(() => VolumeSources.Open(scratch.At("embryo.ims")));
        Assert.Contains("choose one with ?channel=0", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Written by the HDF5 library itself, for our writer's idea of the format is that of our reader.</summary>
    [Theory]
    [InlineData("gzip", "numpy")]
    [InlineData("lz4", "lz4.block")]
    [InlineData("zstd", "zstandard")]
    public async Task Imaris_OfTheHdf5Library_GivesEveryVoxel(string packing, string needs)
    {
        Assert.SkipUnless(
            Python.Has($"{needs}, ctypes; ctypes.CDLL('libhdf5_serial.so.103')"),
            $"no python3 with {needs}, or no libhdf5 here (Debian: python3-numpy python3-lz4 python3-zstandard libhdf5-103-1)"
        );
        using var scratch = new Scratch();
        await Python.Run(Path.Combine(Repository.Root, "tests", "Stream.Tests", "Sources", "imaris.py"), scratch.At("a.ims"), packing);
        using var source = VolumeSources.Open(scratch.At("a.ims"));
        Assert.Equal(
            (new VolumeShape(Z, Y, X), new VoxelSize(2, 0.4, 0.4), TimeSpan.FromSeconds(90.5)),
            (source.Shape, source.VoxelMicrometres, source.Interval)
        );
        var (frames, skipped) = source.ReadAll();
        Assert.Empty(skipped);
        Assert.Equal([0, 1], frames.Select(f => f.T));
        Assert.All(frames, f => Assert.Equal(Bytes(Values(f.T, 0, Z, Y, X)), f.Voxels));
    }

    [Fact]
    public async Task Imaris_OfAPackingThatIsNotRead_IsRefusedWithItsNameAndTheRemedy()
    {
        Assert.SkipUnless(
            Python.Has("numpy, ctypes; ctypes.CDLL('libhdf5_serial.so.103')"),
            "no python3 with numpy, or no libhdf5 here (Debian: apt-get install python3-numpy libhdf5-103-1)"
        );
        using var scratch = new Scratch();
        await Python.Run(Path.Combine(Repository.Root, "tests", "Stream.Tests", "Sources", "imaris.py"), scratch.At("a.ims"), "szip");
        var refused = Assert.Throws<InvalidDataException>(() => VolumeSources.Open(scratch.At("a.ims")));
        Assert.Contains("'szip'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("save it again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderOfImarisFiles_IsATimePointEach()
    {
        using var scratch = new Scratch();
        for (var t = 0; t < 3; t++)
            WriteImaris(scratch.At($"embryo_t{t:00}.ims"), times: 1, channels: 1, first: t);
        using var source = VolumeSources.Open(scratch.Folder);
        AssertVoxels(source, 0);
    }

    [Theory]
    [InlineData("embryo.h5")]
    [InlineData("embryo.xml")]
    public void BigDataViewer_GivesTheUnsignedValues(string named)
    {
        using var scratch = new Scratch();
        WriteBdv(scratch.At("embryo.h5"), times: 3);
        File.WriteAllText(
            scratch.At("embryo.xml"),
            """
            <SpimData version="0.2"><SequenceDescription><ImageLoader format="bdv.hdf5"><hdf5 type="relative">embryo.h5</hdf5></ImageLoader>
            <ViewSetups><ViewSetup><id>0</id><size>7 5 3</size><voxelSize><unit>µm</unit><size>0.4 0.5 2</size></voxelSize></ViewSetup>
            </ViewSetups></SequenceDescription></SpimData>
            """
        );
        using var source = VolumeSources.Open(scratch.At(named));
        Assert.Equal((3, new VoxelSize(2, 0.5, 0.4)), (source.Frames, source.VoxelMicrometres));
        AssertVoxels(source, 0);
    }

    [Fact]
    public void WhatIsNeither_IsRefusedWithAWord()
    {
        using var scratch = new Scratch();
        File.WriteAllBytes(scratch.At("a.ims"), new byte[4000]);
        Assert.Contains("a.ims: not HDF5", Refused(scratch.At("a.ims")), StringComparison.Ordinal);
        new H5File { ["other"] = new[] { 1, 2, 3 } }.Write(scratch.At("b.h5"));
        Assert.Contains("no t00000/s00 in it", Refused(scratch.At("b.h5")), StringComparison.Ordinal);
        WriteImaris(scratch.At("c.ims"), times: 1, channels: 1);
        var whole = File.ReadAllBytes(scratch.At("c.ims"));
        File.WriteAllBytes(scratch.At("c.ims"), whole[..200]);
        Assert.Contains("c.ims: ", Refused(scratch.At("c.ims")), StringComparison.Ordinal);
        File.WriteAllText(
            scratch.At("d.xml"),
            "<SpimData><ImageLoader format=\"bdv.hdf5\"><hdf5>../../e.h5</hdf5></ImageLoader></SpimData>"
        );
        Assert.Contains("move it beside the XML", Refused(scratch.At("d.xml")), StringComparison.Ordinal);

        static string Refused(string path) => Assert.ThrowsAny<Exception>(() => VolumeSources.Open(path, new VoxelSize(1, 1, 1))).Message;
    }

    private static void AssertVoxels(Stream.Sources.IVolumeSource source, int channel)
    {
        var (frames, skipped) = source.ReadAll();
        Assert.Empty(skipped);
        Assert.Equal([0, 1, 2], frames.Select(f => f.T));
        Assert.All(frames, f => Assert.Equal(Bytes(Values(f.T, channel, Z, Y, X)), f.Voxels));
    }

    private static byte[] Bytes(ushort[,,] values)
    {
        var bytes = new byte[2 * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    // The values at (z, y, x) do not depend on the padding.
    private static ushort[,,] Values(int t, int c, int depth, int height, int width)
    {
        var values = new ushort[depth, height, width];
        for (var z = 0; z < depth; z++)
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            values[z, y, x] = (ushort)((((t * 31) + (c * 17)) * 1000) + (z * 10_007) + (y * 401) + (x * 7));
        return values;
    }

    internal static void WriteImaris(string path, int times, int channels, int first = 0)
    {
        var level = new H5Group();
        var info = new H5Group { Attributes = new() };
        for (var t = 0; t < times; t++)
        {
            var time = new H5Group();
            for (var c = 0; c < channels; c++)
                time[$"Channel {c}"] = new H5Group
                {
                    ["Data"] = Chunked(Values(first + t, c, 4, 8, 8)),
                    Attributes = new()
                    {
                        ["ImageSizeX"] = Letters($"{X}"),
                        ["ImageSizeY"] = Letters($"{Y}"),
                        ["ImageSizeZ"] = Letters($"{Z}"),
                    },
                };
            level[$"TimePoint {t}"] = time;
            info.Attributes[$"TimePoint{t + 1}"] = Letters($"2026-11-29 12:0{t * 3 / 2}:{t * 90 % 60:00}.000");
        }

        var image = new H5Group { Attributes = new() { ["Unit"] = Letters("um") } };
        foreach (
            var (name, value) in new[] { ("Min0", "1.0"), ("Max0", "3.8"), ("Min1", "0.0"), ("Max1", "2.0"), ("Min2", "0"), ("Max2", "6") }
        )
            image.Attributes[$"Ext{name}"] = Letters(value);
        new H5File
        {
            ["DataSet"] = new H5Group { ["ResolutionLevel 0"] = level },
            ["DataSetInfo"] = new H5Group { ["Image"] = image, ["TimeInfo"] = info },
        }.Write(path, new H5WriteOptions(DefaultStringLength: 1));
    }

    private static void WriteBdv(string path, int times)
    {
        var file = new H5File();
        for (var t = 0; t < times; t++)
        {
            var bits = new short[Z, Y, X];
            Buffer.BlockCopy(Values(t, 0, Z, Y, X), 0, bits, 0, 2 * bits.Length);
            file[$"t{t:00000}"] = new H5Group { ["s00"] = new H5Group { ["0"] = new H5Group { ["cells"] = Chunked(bits) } } };
        }

        file.Write(path);
    }

    private static H5Dataset Chunked(Array values) =>
        new(values, chunks: [2, 4, 4], datasetCreation: new H5DatasetCreation(Filters: [ShuffleFilter.Id, DeflateFilter.Id]));

    private static string[] Letters(string text) => [.. text.Select(letter => letter.ToString())];
}
