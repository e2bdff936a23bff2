using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Sources;

public class TiffFolderSourceTests
{
    private static readonly VoxelSize Voxel = new(2.03, 0.406, 0.406);

    [Fact]
    public void Read_UnpaddedNumbers_AreInNumericOrder()
    {
        using var scratch = Folder("t10.tif", "t9.tif", "t11.tif");
        using var source = VolumeSources.Open(scratch.Folder, Voxel);
        Assert.Equal([9, 10, 11], source.ReadAll().Frames.Select(f => (int)f.Voxels[0]));
    }

    [Fact]
    public void Read_SeveralNumbersInTheName_TheLastCounts()
    {
        using var scratch = Folder("2024_exp7_t1.ome.tif", "2023_exp8_t2.ome.tif", "2022_exp9_t0.ome.tif");
        using var source = VolumeSources.Open(scratch.Folder, Voxel);
        Assert.Equal([0, 1, 2], source.ReadAll().Frames.Select(f => (int)f.Voxels[0]));
    }

    [Fact]
    public void Read_NumbersInStepsOfFive_AreConsecutiveTimePoints()
    {
        using var scratch = Folder("t5.tif", "t10.tif", "t20.tif");
        using var source = VolumeSources.Open(scratch.Folder, Voxel);

        var (frames, skipped) = source.ReadAll();
        Assert.Equal([(0, 5), (1, 10), (3, 20)], frames.Select(f => (f.T, (int)f.Voxels[0])));
        Assert.Equal((2, 4), (Assert.Single(skipped).T, source.Frames));
    }

    [Fact]
    public void Open_OtherFiles_AreLeftAlone()
    {
        using var scratch = Folder("t0.tif", "t1.TIFF");
        File.WriteAllText(scratch.At("notes.txt"), "x");
        File.WriteAllText(scratch.At("._t0.tif"), "x");
        using var source = VolumeSources.Open(scratch.Folder, Voxel);
        Assert.Equal((2, new VolumeShape(2, 5, 7), VoxelType.UInt8), (source.Frames, source.Shape, source.Type));
    }

    [Fact]
    public void Open_NumberTwice_NamesBothFiles()
    {
        using var scratch = Folder("t1.tif", "t01.tif");
        var message = Refused(scratch);
        Assert.Contains("t1.tif", message);
        Assert.Contains("t01.tif", message);
    }

    [Fact]
    public void Open_NoNumber_NamesTheFile()
    {
        using var scratch = Folder("t1.tif");
        Fixture.Write(scratch.At("average.tif"), pages: 2);
        Assert.Contains("average.tif: no number in the name", Refused(scratch));
    }

    [Fact]
    public void Open_MixedShapes_NamesTheFile()
    {
        using var scratch = Folder("t0.tif", "t1.tif");
        Fixture.Write(scratch.At("t2.tif"), pages: 3);
        Assert.Contains("t2.tif: 3x5x7 UInt8, but t0.tif is 2x5x7 UInt8", Refused(scratch));
    }

    [Fact]
    public void Open_TimesOfDayAsNumbers_AreRefused()
    {
        using var scratch = Folder("img_120003.tif", "img_120034.tif", "img_120105.tif");
        Assert.Contains("number them by time point", Refused(scratch));
    }

    [Fact]
    public void Open_EmptyFolder_SaysWhatItWants()
    {
        using var scratch = new Scratch();
        Assert.Contains("t000.tif", Refused(scratch));
    }

    [Fact]
    public void Read_DamagedFileInTheMiddle_LeavesAGapAndGoesOn()
    {
        using var scratch = Folder("t0.tif", "t1.tif", "t2.tif", "t3.tif");
        File.WriteAllBytes(scratch.At("t1.tif"), File.ReadAllBytes(scratch.At("t1.tif"))[..60]);
        using var source = VolumeSources.Open(scratch.Folder, Voxel);
        File.WriteAllText(scratch.At("t2.tif"), "damaged after the folder was opened");

        var (frames, skipped) = source.ReadAll();
        Assert.Equal([0, 3], frames.Select(f => f.T));
        Assert.Equal([1, 2], skipped.Select(s => s.T));
        Assert.All(skipped, s => Assert.Contains($"t{s.T}.tif", s.Reason));
    }

    [Fact]
    public void Open_EveryFileDamaged_IsRefused()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("t0.tif"), "no TIFF");
        Assert.Contains("t0.tif: not a TIFF file", Refused(scratch));
    }

    [Fact]
    public void Read_VoxelSizeUnknown_NamesTheOption()
    {
        using var scratch = Folder("t0.tif");
        using var source = VolumeSources.Open(scratch.Folder);
        Assert.Null(source.VoxelMicrometres);
        Assert.Contains("--voxel z,y,x", Assert.Throws<InvalidOperationException>(() => source.ReadAll()).Message);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Read_TgmmDrosophila_GivesEveryVolume()
    {
        var folder = Path.Combine(Repository.Root, "..", "shared", "data", "tgmm_drosophila", "images");
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is not there");
        using var source = VolumeSources.Open(folder, Voxel);

        Assert.Equal((31, new VolumeShape(29, 101, 151), VoxelType.UInt16), (source.Frames, source.Shape, source.Type));
        var (frames, skipped) = source.ReadAll();
        Assert.Empty(skipped);
        // The sum over all bytes that tifffile 2023.2.3 gives.
        Assert.Equal((31, 1_262_497_178L), (frames.Count, frames.Sum(f => f.Voxels.Sum(b => (long)b))));
    }

    private static TiffFixture Fixture => new() { Type = VoxelType.UInt8 };

    // The first voxel of each volume is the number in the name.
    private static Scratch Folder(params string[] names)
    {
        var scratch = new Scratch();
        foreach (var name in names)
        {
            var number = int.Parse(name.Split('.')[0].Split('t', '_')[^1]);
            var voxels = new byte[2 * 5 * 7];
            voxels[0] = (byte)number;
            Cellect.Data.TiffFiles.TiffVolumeWriter.Write<byte>(scratch.At(name), voxels, new VolumeShape(2, 5, 7), null);
        }

        return scratch;
    }

    private static string Refused(Scratch scratch) =>
        Assert.Throws<InvalidDataException>(() => VolumeSources.Open(scratch.Folder, Voxel)).Message;
}
