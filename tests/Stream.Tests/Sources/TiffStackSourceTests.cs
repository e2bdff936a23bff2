using System.Buffers.Binary;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Sources;

public class TiffStackSourceTests
{
    private static readonly VoxelSize Voxel = new(2.5, 0.5, 0.4);
    private static readonly TiffFixture Plain = new();

    [Theory]
    [InlineData("imagej_be.tif", "ImageJ description")]
    [InlineData("imagej_one_directory.tif", "ImageJ description")]
    [InlineData("ome.tif", "OME-XML, XYCZT")]
    public void Open_FileOfAnotherProgram_IsReadAsItWasWritten(string name, string from)
    {
        using var source = VolumeSources.Open(Path.Combine(Repository.Root, "tests", "Stream.Tests", "Sources", "Fixtures", name));

        Assert.Equal((2, new VolumeShape(3, 4, 5), VoxelType.UInt16), (source.Frames, source.Shape, source.Type));
        Assert.Equal((Voxel, TimeSpan.FromSeconds(30)), (source.VoxelMicrometres!.Value, source.Interval!.Value));
        Assert.Contains($"6 pages read as T=2 Z=3 ({from})", source.Description);
        var voxels = source.ReadAll().Frames.SelectMany(f => f.Voxels).ToArray();
        for (var i = 0; i < 120; i++)
            Assert.Equal(i * 500, BinaryPrimitives.ReadUInt16LittleEndian(voxels.AsSpan(2 * i)));
    }

    [Fact]
    public void Read_ImageJChannels_AreTakenApart()
    {
        using var scratch = new Scratch();
        var fixture = Plain with { Description = "ImageJ=1.53t\nimages=12\nchannels=2\nslices=3\nframes=2\n" };
        fixture.Write(scratch.At("a.tif"), 12);

        Assert.Contains("2 channels; choose one with ?channel=0 to ?channel=1", Refused(scratch.At("a.tif")));
        Assert.Contains("no channel 2; it has 0 to 1", Refused(scratch.At("a.tif") + "?channel=2"));
        using var source = VolumeSources.Open(scratch.At("a.tif") + "?channel=1", Voxel);
        Assert.Equal([fixture.Pages(1, 3, 5), fixture.Pages(7, 9, 11)], source.ReadAll().Frames.Select(f => f.Voxels));
    }

    [Fact]
    public void Open_NoDescription_IsRefusedWithThePageCount()
    {
        using var scratch = new Scratch();
        Plain.Write(scratch.At("a.tif"), 6);
        Assert.Contains(
            "6 pages, and neither ImageJ nor OME-XML says which are slices and which time points; write a.tif?slices=N",
            Refused(scratch.At("a.tif"))
        );
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(6, 1)]
    [InlineData(1, 6)]
    public void Open_Slices_SayWhereATimePointEnds(int slices, int frames)
    {
        using var scratch = new Scratch();
        Plain.Write(scratch.At("a.tif"), 6);
        using var source = VolumeSources.Open($"{scratch.At("a.tif")}?slices={slices}", Voxel);

        Assert.Equal((frames, slices), (source.Frames, source.Shape.Z));
        Assert.Equal(Plain.Pages(Enumerable.Range(0, 6)), source.ReadAll().Frames.SelectMany(f => f.Voxels));
    }

    [Fact]
    public void Open_SlicesDoNotDivideThePages_TheTornTimePointIsPassedOver()
    {
        using var scratch = new Scratch();
        Plain.Write(scratch.At("a.tif"), 6);
        using var source = VolumeSources.Open(scratch.At("a.tif") + "?slices=4", Voxel);
        var (frames, skipped) = source.ReadAll();
        Assert.Equal(Plain.Pages(Enumerable.Range(0, 4)), Assert.Single(frames).Voxels);
        Assert.Contains("holds no page for time point 1", Assert.Single(skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ContradictoryImageJDescription_IsRefusedUnlessTheSlicesAreGiven()
    {
        using var scratch = new Scratch();
        (Plain with { Description = "ImageJ=1.53t\nimages=4\nslices=2\nframes=2\nfinterval=2\n" }).Write(scratch.At("a.tif"), 6);

        Assert.Contains("frames=2 slices=2 channels=1, which is 4 pages, but the file has 6", Refused(scratch.At("a.tif")));
        using var source = VolumeSources.Open(scratch.At("a.tif") + "?slices=3", Voxel);
        Assert.Equal((2, TimeSpan.FromSeconds(2)), (source.Frames, source.Interval!.Value));
    }

    [Theory]
    [InlineData("XYZCT")]
    [InlineData("XYZTC")]
    [InlineData("XYCTZ")]
    [InlineData("XYCZT")]
    [InlineData("XYTCZ")]
    [InlineData("XYTZC")]
    public void Read_OmeDimensionOrder_FindsThePages(string order)
    {
        var size = new Dictionary<char, int>
        {
            ['T'] = 2,
            ['Z'] = 3,
            ['C'] = 2,
        };
        using var scratch = new Scratch();
        var fixture = Plain with { Description = Ome($"DimensionOrder='{order}' SizeT='2' SizeZ='3' SizeC='2'", "<TiffData/>") };
        fixture.Write(scratch.At("a.tif"), 12);
        using var source = VolumeSources.Open(scratch.At("a.tif") + "?channel=1", Voxel);

        var frames = source.ReadAll().Frames;
        for (var t = 0; t < 2; t++)
            Assert.Equal(
                fixture.Pages(
                    Enumerable
                        .Range(0, 3)
                        .Select(z =>
                            PageOf(
                                new()
                                {
                                    ['T'] = t,
                                    ['Z'] = z,
                                    ['C'] = 1,
                                }
                            )
                        )
                ),
                frames[t].Voxels
            );

        int PageOf(Dictionary<char, int> at) => at[order[2]] + size[order[2]] * (at[order[3]] + size[order[3]] * at[order[4]]);
    }

    [Fact]
    public void Read_OmePagesNamedOneByOne_AreTakenFromThere()
    {
        using var scratch = new Scratch();
        var data =
            "<TiffData FirstT='0' FirstZ='1' IFD='0'/><TiffData FirstT='0' FirstZ='0' IFD='3'/><TiffData FirstT='1' "
            + "IFD='1' PlaneCount='2'/>";
        var fixture = Plain with { Description = Ome("DimensionOrder='XYZTC' SizeT='2' SizeZ='2' SizeC='1'", data) };
        fixture.Write(scratch.At("a.tif"), 4);
        using var source = VolumeSources.Open(scratch.At("a.tif"), Voxel);
        Assert.Equal([fixture.Pages(3, 0), fixture.Pages(1, 2)], source.ReadAll().Frames.Select(f => f.Voxels));
    }

    [Fact]
    public void Read_OmePageThatNobodyNames_IsAGap()
    {
        using var scratch = new Scratch();
        var data = "<TiffData FirstT='0' IFD='0' PlaneCount='2'/><TiffData FirstT='1' FirstZ='1' IFD='2'/>";
        (Plain with { Description = Ome("DimensionOrder='XYZTC' SizeT='2' SizeZ='2' SizeC='1'", data) }).Write(scratch.At("a.tif"), 3);
        using var source = VolumeSources.Open(scratch.At("a.tif"), Voxel);

        var (frames, skipped) = source.ReadAll();
        Assert.Equal(0, Assert.Single(frames).T);
        Assert.Contains("no page for time point 1, channel 0, slice 0", Assert.Single(skipped).Reason);
    }

    [Theory]
    [InlineData("DimensionOrder='ZYXCT' SizeT='1' SizeZ='1' SizeC='1'", "", "DimensionOrder 'ZYXCT'; legal are XYZCT")]
    [InlineData("DimensionOrder='XYZCT' SizeT='0' SizeZ='1' SizeC='1'", "", "no valid SizeT")]
    [InlineData("DimensionOrder='XYZCT' SizeT='100000' SizeZ='100000' SizeC='1'", "", "describes 10000000000 planes")]
    [InlineData(
        "DimensionOrder='XYZCT' SizeT='1' SizeZ='1' SizeC='1'",
        "<TiffData><UUID FileName='b.tif'>urn:uuid:2</UUID></TiffData>",
        "several files (b.tif) of which that one is missing"
    )]
    [InlineData("DimensionOrder='XYZCT", "", "OME-XML cannot be read")]
    public void Open_OmeThatCannotBe_SaysWhy(string pixels, string data, string reason)
    {
        using var scratch = new Scratch();
        (Plain with { Description = Ome(pixels, data) }).Write(scratch.At("a.tif"), 1);
        Assert.Contains(reason, Refused(scratch.At("a.tif")));
    }

    [Fact]
    public void Read_PageDamagedInTheMiddle_LeavesAGapAndGoesOn()
    {
        using var scratch = new Scratch();
        var fixture = Plain with { Compression = BitMiracle.LibTiff.Classic.Compression.ADOBE_DEFLATE };
        var bytes = File.ReadAllBytes(fixture.Write(scratch.At("a.tif"), 6));
        // zlib streams of incompressible pages hold them as they are.
        bytes.AsSpan(bytes.AsSpan().IndexOf(fixture.Page(3).AsSpan(0, 20)) - 7, 40).Fill(0xFF);
        File.WriteAllBytes(scratch.At("a.tif"), bytes);
        using var source = VolumeSources.Open(scratch.At("a.tif") + "?slices=2", Voxel);

        var (frames, skipped) = source.ReadAll();
        Assert.Equal([0, 2], frames.Select(f => f.T));
        Assert.Contains("a.tif: page 3 cannot be read", Assert.Single(skipped).Reason);
    }

    [Fact]
    public void Read_OneDirectoryAndCutOff_GivesWhatIsThere()
    {
        using var scratch = new Scratch();
        var whole = File.ReadAllBytes(
            Path.Combine(Repository.Root, "tests", "Stream.Tests", "Sources", "Fixtures", "imagej_one_directory.tif")
        );
        File.WriteAllBytes(scratch.At("cut.tif"), whole[..^50]);
        using var source = VolumeSources.Open(scratch.At("cut.tif"));

        var (frames, skipped) = source.ReadAll();
        Assert.Equal((0, 1), (Assert.Single(frames).T, Assert.Single(skipped).T));
    }

    [Fact]
    public void Open_VoxelSizeGiven_OverridesTheFile()
    {
        using var source = VolumeSources.Open(
            Path.Combine(Repository.Root, "tests", "Stream.Tests", "Sources", "Fixtures", "ome.tif"),
            new VoxelSize(1, 2, 3)
        );
        Assert.Equal(new VoxelSize(1, 2, 3), source.VoxelMicrometres);
    }

    private static string Ome(string pixels, string data) =>
        $"<?xml version='1.0'?><OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06' "
        + $"UUID='urn:uuid:1'><Image><Pixels {pixels}>{data}</Pixels></Image></OME>";

    private static string Refused(string source) => Assert.Throws<InvalidDataException>(() => VolumeSources.Open(source, Voxel)).Message;
}
