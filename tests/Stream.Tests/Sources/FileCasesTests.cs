using Cellect.Data.Volumes;

namespace Cellect.Stream.Tests.Sources;

/// <summary>Files that people have, with the right value: the cases 01, 02, 04, 07, 09 and 11 of ../shared/cases/files, and their
/// neighbours.</summary>
public class FileCasesTests
{
    private static readonly VoxelSize Voxel = new(2, 0.4, 0.4);
    private static readonly TiffFixture Plain = new();

    [Theory]
    [InlineData("czt")]
    [InlineData("ctz")]
    [InlineData("zct")]
    [InlineData("ztc")]
    [InlineData("tcz")]
    [InlineData("tzc")]
    public void Case01_ImageJInAnyPageOrder_IsReadAsItSays(string order)
    {
        const int t = 2,
            c = 2,
            z = 3;
        using var scratch = new Scratch();
        (Plain with { Description = $"ImageJ=1.53c\nimages=12\nchannels={c}\nslices={z}\nframes={t}\norder={order}\n" }).Write(
            scratch.At("a.tif"),
            t * c * z
        );
        for (var channel = 0; channel < c; channel++)
        {
            using var source = VolumeSources.Open($"{scratch.At("a.tif")}?channel={channel}", Voxel);
            var frames = source.ReadAll().Frames;
            Assert.Equal(t, frames.Count);
            for (var time = 0; time < t; time++)
                Assert.Equal(Plain.Pages(Enumerable.Range(0, z).Select(slice => PageOf(order, time, channel, slice))), frames[time].Voxels);
        }

        static int PageOf(string order, int time, int channel, int slice)
        {
            var (page, stride) = (0, 1);
            foreach (var axis in order)
            {
                var (at, length) = axis switch
                {
                    'c' => (channel, c),
                    'z' => (slice, z),
                    _ => (time, t),
                };
                page += at * stride;
                stride *= length;
            }

            return page;
        }
    }

    [Theory]
    [InlineData("min", 120.0)]
    [InlineData("hour", 7200.0)]
    [InlineData("msec", 0.002)]
    [InlineData("s", 2.0)]
    [InlineData("fortnight", null)]
    public void Case02_TimeUnitOfImageJ_IsRead(string unit, double? seconds)
    {
        using var scratch = new Scratch();
        (Plain with { Description = $"ImageJ=1.53c\nimages=4\nslices=2\nframes=2\nfinterval=2\ntunit={unit}\n" }).Write(
            scratch.At("a.tif"),
            4
        );
        using var source = VolumeSources.Open(scratch.At("a.tif"), Voxel);
        Assert.Equal(seconds, source.Interval?.TotalSeconds);
    }

    [Fact]
    public void Case04_StoppedAcquisition_GivesItsWholeTimePoints()
    {
        using var scratch = new Scratch();
        (Plain with { Description = "ImageJ=1.53c\nimages=40\nslices=4\nframes=10\nhyperstack=true\n" }).Write(scratch.At("a.tif"), 10);
        using var source = VolumeSources.Open(scratch.At("a.tif"), Voxel);
        var (frames, skipped) = source.ReadAll();
        Assert.Equal([0, 1], frames.Select(f => f.T));
        Assert.Equal(Plain.Pages(Enumerable.Range(4, 4)), frames[1].Voxels);
        Assert.Equal(8, skipped.Count);
    }

    [Theory]
    [InlineData("?slices=4&channel=1")]
    [InlineData("?slices=4&channels=2&channel=1")]
    [InlineData("?channel=1")]
    public void Case04_TwoChannels_AreNotMixed(string query)
    {
        using var scratch = new Scratch();
        (Plain with { Description = "ImageJ=1.53c\nimages=80\nchannels=2\nslices=4\nframes=10\nhyperstack=true\n" }).Write(
            scratch.At("a.tif"),
            16
        );
        using var source = VolumeSources.Open(scratch.At("a.tif") + query, Voxel);
        var frames = source.ReadAll().Frames;
        Assert.Equal(2, frames.Count);
        Assert.Equal(Plain.Pages(1, 3, 5, 7), frames[0].Voxels);
    }

    [Fact]
    public void Case07_FilesWithDifferentVoxelSizes_AreRefusedNamingBoth()
    {
        using var scratch = new Scratch();
        foreach (var (t, spacing) in new[] { (0, 1.2), (1, 2.4) })
            (
                Plain with
                {
                    Description = FormattableString.Invariant($"ImageJ=1.53c\nimages=3\nslices=3\nunit=micron\nspacing={spacing}\n"),
                    XResolution = 2.5f,
                }
            ).Write(scratch.At($"t{t}.tif"), 3);
        var refused = Assert.Throws<InvalidDataException>(() => VolumeSources.Open(scratch.Folder));
        Assert.Contains("1.2,0.4,0.4", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2.4,0.4,0.4", refused.Message, StringComparison.Ordinal);
        using var told = VolumeSources.Open(scratch.Folder, Voxel);
        Assert.Equal(2, told.ReadAll().Frames.Count);
    }

    [Theory]
    [InlineData("embryo_t{0:000}_ch01.tif")]
    [InlineData("exp2_t{0:00}_561nm.tif")]
    [InlineData("img_channel000_position000_time{0:000000000}_z000.tif")]
    public void Case09_TheNumberThatDiffers_IsTheTime(string pattern)
    {
        using var scratch = new Scratch();
        for (var t = 0; t < 4; t++)
            (Plain with { FirstPage = 10 * t }).Write(
                scratch.At(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, t)),
                2
            );
        using var source = VolumeSources.Open(scratch.Folder, Voxel);
        string NameOf(int t) => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, t);
        Assert.EndsWith($"{NameOf(0)} to {NameOf(3)}", source.Description, StringComparison.Ordinal);
        var frames = source.ReadAll().Frames;
        Assert.Equal([0, 1, 2, 3], frames.Select(f => f.T));
        foreach (var (t, voxels) in frames)
            Assert.Equal(Plain.Pages(10 * t, 10 * t + 1), voxels);
    }

    [Fact]
    public void Case11_CompanionFile_IsNamed_AndSlicesAndVoxelSayEverything()
    {
        using var scratch = new Scratch();
        const string xml =
            "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><BinaryOnly "
            + "MetadataFile=\"embryo.companion.ome\" UUID=\"urn:uuid:00000000-0000-0000-0000-000000000001\"/></OME>";
        (Plain with { Description = xml }).Write(scratch.At("a.ome.tif"), 12);
        var refused = Assert.Throws<InvalidDataException>(() => VolumeSources.Open(scratch.At("a.ome.tif"), Voxel));
        Assert.Contains("embryo.companion.ome", refused.Message, StringComparison.Ordinal);
        using var source = VolumeSources.Open(scratch.At("a.ome.tif") + "?slices=4", Voxel);
        Assert.Equal(3, source.ReadAll().Frames.Count);
    }

    [Fact]
    public void ScanImage_SignedPixelsAndFlyback()
    {
        using var scratch = new Scratch();
        var fixture = Plain with
        {
            Format = BitMiracle.LibTiff.Classic.SampleFormat.INT,
            Mode = "w8",
            Software =
                "SI.hStackManager.numSlices = 3\nSI.hFastZ.enable = true\nSI.hFastZ.numDiscardFlybackFrames = 1\n"
                + "SI.hChannels.channelSave = [1;2]\nSI.hRoiManager.scanVolumeRate = 4\n",
        };
        fixture.Write(scratch.At("a.tif"), 16);
        using var source = VolumeSources.Open(scratch.At("a.tif") + "?channel=1", Voxel);
        Assert.Equal((2, new VolumeShape(3, 5, 7), TimeSpan.FromSeconds(0.25)), (source.Frames, source.Shape, source.Interval!.Value));
        var frames = source.ReadAll().Frames;
        // Kept as the signed value plus 32768: the highest bit of each little-endian value is turned round.
        byte[] Moved(byte[] pages) => [.. pages.Select((b, i) => i % 2 == 1 ? (byte)(b ^ 0x80) : b)];
        Assert.Equal(Moved(fixture.Pages(1, 3, 5)), frames[0].Voxels);
        Assert.Equal(Moved(fixture.Pages(9, 11, 13)), frames[1].Voxels);
    }
}
