using Cellect.Data.Volumes;

namespace Cellect.Stream.Tests.Sources;

public class VolumeSourcesTests
{
    [Fact]
    public void Open_NotThere_ListsWhatIsLegal()
    {
        var error = Assert.Throws<FileNotFoundException>(() => VolumeSources.Open("/nowhere/t.tif"));
        Assert.Contains("source '/nowhere/t.tif' does not exist; a source is a folder of 3D files", error.Message);
        Assert.Contains("sim:NAME", error.Message);
    }

    [Theory]
    [InlineData("a.tif?slice=3", "'slice=3' in source 'a.tif?slice=3': legal are slices=N")]
    [InlineData("a.tif?slices=0", "'slices=0' in the source: must be a whole number, 1 or more")]
    [InlineData("a.tif?channel=-1", "must be a whole number, 0 or more")]
    [InlineData("sim:kidney", "embryo")]
    public void Open_IllegalText_SaysWhatIsLegal(string source, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => VolumeSources.Open(source)).Message);

    [Fact]
    public void Open_Simulated_GivesVolumes()
    {
        using var source = VolumeSources.Open("sim:embryo?seed=1&frames=2&z=4&y=32&x=40");
        Assert.Equal((2, new VolumeShape(4, 32, 40)), (source.Frames, source.Shape));
        Assert.Equal([0, 1], source.ReadAll().Frames.Select(f => f.T));
    }

    [Fact]
    public void Open_SimulatedWithVoxelSize_IsRefused() =>
        Assert.Contains(
            "leave --voxel out",
            Assert.Throws<FormatException>(() => VolumeSources.Open("sim:embryo", new VoxelSize(1, 1, 1))).Message
        );

    [Fact]
    public void Open_FolderWithSlices_IsRefused()
    {
        using var scratch = new Scratch();
        Assert.Contains("leave slices out", Assert.Throws<FormatException>(() => VolumeSources.Open(scratch.Folder + "?slices=3")).Message);
    }

    [Fact]
    public void Open_FileWithQuestionMarkInItsName_IsThatFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no such names on Windows");
        using var scratch = new Scratch();
        new TiffFixture().Write(scratch.At("a?b.tif"), 1);
        using var source = VolumeSources.Open(scratch.At("a?b.tif"));
        Assert.Equal(1, source.Frames);
    }
}
