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

    [Theory]
    [InlineData(TiffTag.IMAGEDESCRIPTION, 4, 0x7fffffff)]
    [InlineData(TiffTag.STRIPOFFSETS, 4, 500_000_000)]
    [InlineData(TiffTag.STRIPBYTECOUNTS, 4, 500_000_000)]
    [InlineData(TiffTag.IMAGELENGTH, 8, 1_000_000_000)]
    [InlineData(TiffTag.IMAGEWIDTH, 8, 1_000_000_000)]
    [InlineData(TiffTag.SAMPLESPERPIXEL, 8, 65535)]
    public void Open_TagClaimsMoreThanTheFileHas_IsRefusedBeforeMemoryIsTaken(TiffTag tag, int at, int value)
    {
        using var scratch = new Scratch();
        Patch(new TiffFixture { RowsPerStrip = 1, Description = "cells" }.Write(scratch.At("a.tif"), 1), tag, at, value);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => new TiffFile(scratch.At("a.tif")));

        Assert.Contains("a.tif: ", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(TiffTag.TILEWIDTH)]
    [InlineData(TiffTag.TILELENGTH)]
    public void Open_TilesBeyondThePage_AreRefusedBeforeMemoryIsTaken(TiffTag tag)
    {
        using var scratch = new Scratch();
        Patch(new TiffFixture { Tile = 16 }.Write(scratch.At("a.tif"), 1), tag, 8, 1 << 24);

        var error = Assert.Throws<InvalidDataException>(() => new TiffFile(scratch.At("a.tif")));

        Assert.Contains("tiles of", error.Message);
    }

    [Fact]
    public void ReadPage_StripClaimsMoreThanTheFile_IsRefusedBeforeMemoryIsTaken()
    {
        using var scratch = new Scratch();
        var fixture = new TiffFixture { Compression = Compression.LZW };
        Patch(fixture.Write(scratch.At("a.tif"), 1), TiffTag.STRIPBYTECOUNTS, 8, 1_900_000_000);
        using var file = new TiffFile(scratch.At("a.tif"));
        var page = new byte[fixture.PageBytes];

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => file.ReadPage(0, page));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Open_LaterPageClaimsMoreThanTheFile_KeepsThePagesBefore()
    {
        using var scratch = new Scratch();
        var fixture = new TiffFixture();
        Patch(fixture.Write(scratch.At("a.tif"), 3), TiffTag.IMAGELENGTH, 8, 1_000_000_000, page: 2);

        using var file = new TiffFile(scratch.At("a.tif"));

        Assert.Equal(2, file.Pages);
        Assert.Contains("cannot lie in a file", file.BrokenOff);
    }

    // A classic little-endian file: entries of 12 bytes are tag, type, count (at 4) and value (at 8).
    private static void Patch(string path, TiffTag tag, int at, int value, int page = 0)
    {
        var bytes = File.ReadAllBytes(path);
        var directory = BitConverter.ToInt32(bytes, 4);
        for (; page > 0; page--)
            directory = BitConverter.ToInt32(bytes, directory + 2 + (12 * BitConverter.ToUInt16(bytes, directory)));
        var entry = directory + 2;
        while (BitConverter.ToUInt16(bytes, entry) != (ushort)tag)
            entry += 12;
        if (at == 8)
            // One value of four bytes, so that it stands there whatever it was before.
            (bytes[entry + 2], bytes[entry + 4]) = (4, 1);
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + at), value);
        File.WriteAllBytes(path, bytes);
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
