using Cellect.Data.Volumes;

namespace Cellect.Stream.Tests.Sources;

/// <summary>OME-TIFF over several files.</summary>
public class OmeFilesTests
{
    private const string Uuid = "urn:uuid:00000000-0000-0000-0000-00000000000";
    private static readonly TiffFixture Plain = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Series_IsReadWhole_WhicheverFileIsNamed(int named)
    {
        using var scratch = new Scratch();
        Write(scratch, 3);
        using var source = VolumeSources.Open(scratch.At($"t{named}.ome.tif"));
        Assert.Equal((3, new VoxelSize(2, 0.4, 0.4)), (source.Frames, source.VoxelMicrometres));
        Assert.Contains("12 pages read as T=3 Z=4 (OME-XML, XYZCT, 3 files)", source.Description, StringComparison.Ordinal);
        var (frames, skipped) = source.ReadAll();
        Assert.Empty(skipped);
        Assert.Equal([0, 1, 2], frames.Select(f => f.T));
        Assert.All(frames, f => Assert.Equal(Plain.Pages(Enumerable.Range(10 * f.T, 4)), f.Voxels));
    }

    [Fact]
    public void FileThatIsMissing_CostsItsTimePointAlone_AndIsNamed()
    {
        using var scratch = new Scratch();
        Write(scratch, 3);
        File.Delete(scratch.At("t1.ome.tif"));
        using var source = VolumeSources.Open(scratch.At("t0.ome.tif"));
        var (frames, skipped) = source.ReadAll();
        Assert.Equal([0, 2], frames.Select(f => f.T));
        Assert.Contains("t1.ome.tif", Assert.Single(skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void FileElsewhere_IsRefused()
    {
        using var scratch = new Scratch();
        (Plain with { Description = Xml(0, 2).Replace("t1.ome.tif", "../t1.ome.tif", StringComparison.Ordinal) }).Write(
            scratch.At("t0.ome.tif"),
            4
        );
        var refused = Assert.Throws<InvalidDataException>(() => VolumeSources.Open(scratch.At("t0.ome.tif")));
        Assert.Contains("put all files of the series in one folder", refused.Message, StringComparison.Ordinal);
    }

    // A time point a file, and the whole XML in each.
    private static void Write(Scratch scratch, int files)
    {
        for (var t = 0; t < files; t++)
            (Plain with { Description = Xml(t, files), FirstPage = 10 * t }).Write(scratch.At($"t{t}.ome.tif"), 4);
    }

    private static string Xml(int own, int files)
    {
        var blocks = Enumerable
            .Range(0, files)
            .SelectMany(t => Enumerable.Range(0, 4).Select(z => (t, z)))
            .Select(at =>
                $"<TiffData IFD=\"{at.z}\" FirstT=\"{at.t}\" FirstZ=\"{at.z}\" PlaneCount=\"1\"><UUID FileName=\"t{at.t}.ome.tif\">"
                + $"{Uuid}{at.t}</UUID></TiffData>"
            );
        const string space = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
        return $"<?xml version=\"1.0\"?><OME xmlns=\"{space}\" UUID=\"{Uuid}{own}\"><Image ID=\"Image:0\">"
            + "<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint16\" SizeX=\"7\" SizeY=\"5\" SizeZ=\"4\" SizeC=\"1\" "
            + $"SizeT=\"{files}\" PhysicalSizeX=\"0.4\" PhysicalSizeY=\"0.4\" PhysicalSizeZ=\"2\">{string.Concat(blocks)}"
            + "</Pixels></Image></OME>";
    }
}
