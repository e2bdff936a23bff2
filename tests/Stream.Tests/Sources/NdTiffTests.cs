using Cellect.Data.Volumes;

namespace Cellect.Stream.Tests.Sources;

public class NdTiffTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(5)]
    public void Set_OfTwoChannels_GivesEveryPixel(int imagesPerFile)
    {
        using var scratch = new Scratch();
        var set = new NdTiffFixture(scratch.Folder, imagesPerFile);
        for (var t = 0; t < 3; t++)
            set.AddTime(t, 4, "GFP", "mCherry");
        set.Close();
        foreach (var (channel, name) in new[] { (0, "GFP"), (1, "mCherry") })
        {
            using var source = VolumeSources.Open($"{scratch.Folder}?channel={channel}");
            Assert.Equal(
                (3, new VolumeShape(4, NdTiffFixture.Rows, NdTiffFixture.Columns), VoxelType.UInt16),
                (source.Frames, source.Shape, source.Type)
            );
            Assert.Equal((new VoxelSize(2, 0.4, 0.4), TimeSpan.FromSeconds(30)), (source.VoxelMicrometres, source.Interval));
            var (frames, skipped) = source.ReadAll();
            Assert.Empty(skipped);
            Assert.Equal([0, 1, 2], frames.Select(f => f.T));
            Assert.All(frames, f => Assert.Equal(NdTiffFixture.Volume(f.T, name, 4), f.Voxels));
        }
    }

    [Fact]
    public void PyramidOfTheOldForm_IsReadAtItsFinestLevel()
    {
        using var scratch = new Scratch();
        new NdTiffFixture(scratch.At("Full resolution")).AddTime(0, 2, "GFP");
        using var source = VolumeSources.Open(scratch.Folder);
        Assert.Equal(NdTiffFixture.Volume(0, "GFP", 2), Assert.Single(source.ReadAll().Frames).Voxels);
    }

    [Fact]
    public void StoppedSet_GivesItsWholeVolumes_AndSaysWhatIsMissing()
    {
        using var scratch = new Scratch();
        var set = new NdTiffFixture(scratch.Folder);
        set.AddTime(0, 3, "GFP");
        set.Add(1, "GFP", 0);
        set.AddTime(2, 3, "GFP");
        // The last record is torn.
        set.Add(3, "GFP", 0);
        using (var index = new FileStream(set.Index, FileMode.Open))
            index.SetLength(index.Length - 3);
        using var source = VolumeSources.Open(scratch.Folder);
        var (frames, skipped) = source.ReadAll();
        Assert.Equal([0, 2], frames.Select(f => f.T));
        Assert.All(frames, f => Assert.Equal(NdTiffFixture.Volume(f.T, "GFP", 3), f.Voxels));
        Assert.Equal("time 1, channel GFP has no slice 1", Assert.Single(skipped).Reason[^34..]);
    }

    [Fact]
    public void Pixels_ThatAreCutOff_CostTheirVolumeAlone()
    {
        using var scratch = new Scratch();
        var set = new NdTiffFixture(scratch.Folder);
        set.AddTime(0, 2, "GFP");
        set.AddTime(1, 2, "GFP");
        using (var file = new FileStream(scratch.At("embryo_NDTiffStack.tif"), FileMode.Open))
            file.SetLength(file.Length - 1);
        using var source = VolumeSources.Open(scratch.Folder);
        var (frames, skipped) = source.ReadAll();
        Assert.Equal(0, Assert.Single(frames).T);
        Assert.Contains("cut off", Assert.Single(skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_ThatAreNoVolumes_AreRefusedWithTheRemedy()
    {
        using var scratch = new Scratch();
        Assert.Contains("choose one with ?channel=0", Refused(set => set.AddTime(0, 1, "a", "b")), StringComparison.Ordinal);
        Assert.Contains("colour", Refused(set => set.AddRecord(0, "a", 0, ("x.tif", 8), pixelType: 2)), StringComparison.Ordinal);
        Assert.Contains(
            "axis position has Pos0 and Pos1",
            Refused(set =>
            {
                set.AddRecord(0, "a", 0, ("x.tif", 8), more: ",\"position\":\"Pos0\"");
                set.AddRecord(0, "a", 0, ("x.tif", 8), more: ",\"position\":\"Pos1\"");
            }),
            StringComparison.Ordinal
        );
        Assert.Contains("is not one of its folder", Refused(set => set.AddRecord(0, "a", 0, ("../x.tif", 8))), StringComparison.Ordinal);
        Assert.Contains("damaged", Refused(set => NdTiffFixture.Append(set.Index, [255, 255, 255, 127])), StringComparison.Ordinal);

        string Refused(Action<NdTiffFixture> write)
        {
            var folder = Directory.CreateDirectory(scratch.At(Guid.NewGuid().ToString("N"))).FullName;
            write(new NdTiffFixture(folder));
            return Assert.Throws<InvalidDataException>(() => VolumeSources.Open(folder)).Message;
        }
    }
}
