using BitMiracle.LibTiff.Classic;
using Cellect.Data.Ctc;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Tests.Sources;

public class TiffFileTests
{
    public static TheoryData<string, VoxelType> Layouts()
    {
        var data = new TheoryData<string, VoxelType>();
        foreach (var layout in All.Keys)
        foreach (var type in Enum.GetValues<VoxelType>())
            data.Add(layout, type);
        return data;
    }

    private static readonly Dictionary<string, TiffFixture> All = new()
    {
        ["one strip"] = new(),
        ["strips"] = new() { RowsPerStrip = 2 },
        ["tiles"] = new()
        {
            Tile = 16,
            Rows = 37,
            Columns = 21,
        },
        ["big-endian"] = new() { Mode = "wb", RowsPerStrip = 2 },
        ["big-endian tiles"] = new() { Mode = "wb", Tile = 16 },
        ["BigTIFF"] = new() { Mode = "w8" },
        ["LZW"] = new() { Compression = Compression.LZW, RowsPerStrip = 3 },
        ["deflate"] = new() { Compression = Compression.ADOBE_DEFLATE, RowsPerStrip = 3 },
        ["old deflate"] = new() { Compression = Compression.DEFLATE },
        ["PackBits"] = new() { Compression = Compression.PACKBITS },
        ["deflate tiles big-endian"] = new()
        {
            Compression = Compression.ADOBE_DEFLATE,
            Tile = 16,
            Mode = "wb",
        },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void ReadPage_EveryLayout_GivesTheVoxels(string layout, VoxelType type)
    {
        using var scratch = new Scratch();
        var fixture = All[layout] with { Type = type };
        using var file = new TiffFile(fixture.Write(scratch.At("a.tif"), pages: 4));

        Assert.Equal((4, new TiffPlane(fixture.Rows, fixture.Columns, type)), (file.Pages, file.Plane));
        var page = new byte[fixture.PageBytes];
        foreach (var number in (int[])[3, 0, 2, 1, 1])
        {
            file.ReadPage(number, page);
            Assert.Equal(fixture.Page(number), page);
        }
    }

    [Theory]
    [InlineData(VoxelType.UInt16, Compression.LZW)]
    [InlineData(VoxelType.UInt16, Compression.ADOBE_DEFLATE)]
    [InlineData(VoxelType.UInt8, Compression.LZW)]
    public void ReadPage_HorizontalPredictor_IsUndone(VoxelType type, Compression compression)
    {
        using var scratch = new Scratch();
        var fixture = new TiffFixture
        {
            Type = type,
            Compression = compression,
            Predictor = Predictor.HORIZONTAL,
        };
        using var file = new TiffFile(fixture.Write(scratch.At("a.tif"), pages: 2));

        var page = new byte[fixture.PageBytes];
        file.ReadPage(1, page);
        Assert.Equal(fixture.Page(1), page);
    }

    [Fact]
    public void Open_Colour_NamesTheRemedy() =>
        Refused(new TiffFixture { Samples = 3, Type = VoxelType.UInt8 }, "a.tif: 3 samples per pixel (colour); split the channels");

    [Fact]
    public void Open_SignedBytes_NamesTheRemedy() =>
        Refused(new TiffFixture { Type = VoxelType.UInt8, Format = SampleFormat.INT }, "8-bit INT pixels; convert them");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(200)]
    public void Open_CutOff_ThrowsInvalidData(int bytes)
    {
        using var scratch = new Scratch();
        var whole = File.ReadAllBytes(new TiffFixture().Write(scratch.At("whole.tif"), 2));
        File.WriteAllBytes(scratch.At("cut.tif"), whole[..bytes]);

        var error = Record.Exception(() => ReadAllPages(scratch.At("cut.tif"), pages: 2));
        Assert.Contains("cut.tif", Assert.IsType<InvalidDataException>(error).Message);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Open_DamagedAnywhere_ThrowsInvalidDataOrReads()
    {
        using var scratch = new Scratch();
        var whole = File.ReadAllBytes(
            new TiffFixture { Compression = Compression.LZW, RowsPerStrip = 2 }.Write(scratch.At("whole.tif"), 2)
        );
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var n = 0; n < 3; n++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(scratch.At("damaged.tif"), damaged);
            var error = Record.Exception(() => ReadAllPages(scratch.At("damaged.tif"), pages: 2));
            Assert.True(error is null or InvalidDataException or IOException, error?.ToString());
        }
    }

    [Fact]
    public void Open_PageChainBrokenAfterAMaskWasRead_IsTold()
    {
        using var scratch = new Scratch();
        LabelImage.Read(new TiffFixture().Write(scratch.At("mask.tif"), 1));
        var whole = File.ReadAllBytes(new TiffFixture().Write(scratch.At("whole.tif"), 2));
        File.WriteAllBytes(scratch.At("cut.tif"), whole[..^20]);

        using var file = new TiffFile(scratch.At("cut.tif"));

        Assert.Equal(1, file.Pages);
        Assert.NotNull(file.BrokenOff);
    }

    private static void ReadAllPages(string path, int pages)
    {
        using var file = new TiffFile(path);
        var page = new byte[Math.Min(file.Plane.Bytes, 1 << 20)];
        if (file.Plane.Bytes > page.Length)
            throw new InvalidDataException("larger than it was");
        for (var number = 0; number < pages; number++)
            file.ReadPage(number, page);
    }

    private static void Refused(TiffFixture fixture, string message)
    {
        using var scratch = new Scratch();
        fixture.Write(scratch.At("a.tif"), 1);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => new TiffFile(scratch.At("a.tif"))).Message);
    }
}
