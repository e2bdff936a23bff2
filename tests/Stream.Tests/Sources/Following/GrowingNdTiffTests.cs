using Cellect.Data.NdTiff;
using Cellect.Stream.Sources.Following;

namespace Cellect.Stream.Tests.Sources.Following;

/// <summary>A set that grows between two looks.</summary>
public class GrowingNdTiffTests
{
    private const int Slices = 3;

    [Fact]
    public void Volumes_AreReadyWhenAllTheirSlicesAreOnTheDisk()
    {
        using var scratch = new Scratch();
        var set = new NdTiffFixture(scratch.Folder);
        NdTiffFixture.Append(set.Index, []);
        using var growing = new GrowingNdTiff(new NdTiffSet(scratch.Folder), channel: null);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        // How many slices a volume has shows with the next time.
        set.AddTime(0, Slices, "GFP");
        Assert.Equal(GrowthStep.Wait, growing.Look());
        set.Add(1, "GFP", 0);
        AssertReady(growing, 0);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        set.Add(1, "GFP", 1);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        set.Add(1, "GFP", 2);
        AssertReady(growing, 1);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        set.Close();
        Assert.Equal(GrowthStep.Finished, growing.Look());
    }

    [Fact]
    public void RecordsThatAreAheadOfTheirPixels_AreNotBelieved()
    {
        using var scratch = new Scratch();
        var set = new NdTiffFixture(scratch.Folder);
        set.AddTime(0, 2, "GFP");
        using var growing = new GrowingNdTiff(new NdTiffSet(scratch.Folder), channel: null);
        set.Add(1, "GFP", 0);
        AssertReady(growing, 0, slices: 2);
        var at = set.AddPixels([]);
        set.AddRecord(1, "GFP", 1, at);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        NdTiffFixture.Append(scratch.At(at.File), NdTiffFixture.Pixels(1, "GFP", 1));
        AssertReady(growing, 1, slices: 2);
    }

    [Fact]
    public void TornTime_IsGivenUp_WhenTheNextHasCome()
    {
        using var scratch = new Scratch();
        var set = new NdTiffFixture(scratch.Folder);
        set.AddTime(0, Slices, "GFP");
        set.Add(1, "GFP", 0);
        set.AddTime(2, Slices, "GFP");
        set.Close();
        using var growing = new GrowingNdTiff(new NdTiffSet(scratch.Folder), channel: null);
        AssertReady(growing, 0);
        Assert.Equal(new GrowthStep(GrowthKind.GivenUp, 1, "channel GFP has 1 of 3 slices"), growing.Look());
        AssertReady(growing, 2);
        Assert.Equal(GrowthStep.Finished, growing.Look());
    }

    private static void AssertReady(GrowingNdTiff growing, int t, int slices = Slices)
    {
        Assert.Equal(new GrowthStep(GrowthKind.Ready, t), growing.Look());
        var voxels = new byte[growing.Shape!.Shape.Voxels * 2];
        growing.Read(voxels);
        Assert.Equal(NdTiffFixture.Volume(t, "GFP", slices), voxels);
    }
}
