using Cellect.Stream.Sources.Following;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Stream.Tests.Sources.Following;

/// <summary>A folder that grows between two looks.</summary>
public class GrowingFolderTests
{
    private static readonly TiffFixture Plain = new();
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Files_AreReadyInTheOrderOfTheirNumbers_OnceTheyHaveSettled()
    {
        using var scratch = new Scratch();
        using var growing = Growing(scratch);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        Write(scratch, 3);
        Assert.Equal(GrowthStep.Wait, Later(growing));
        Write(scratch, 4);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        AssertReady(growing, Later(growing), 0, 3);
        AssertReady(growing, growing.Look(), 1, 4);
        Write(scratch, 5);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        AssertReady(growing, Later(growing), 2, 5);
        Assert.Equal(GrowthStep.Wait, Later(growing));
    }

    [Fact]
    public void TornFile_WaitsUntilItIsWhole()
    {
        using var scratch = new Scratch();
        using var growing = Growing(scratch);
        Write(scratch, 0);
        var whole = File.ReadAllBytes(Write(scratch, 1));
        File.WriteAllBytes(scratch.At("t1.tif"), whole[..^20]);
        growing.Look();
        AssertReady(growing, Later(growing), 0, 0);
        growing.Look();
        Assert.Equal(GrowthStep.Wait, Later(growing));
        File.WriteAllBytes(scratch.At("t1.tif"), whole);
        Assert.Equal(GrowthStep.Wait, growing.Look());
        AssertReady(growing, Later(growing), 1, 1);
    }

    [Fact]
    public void MissingOrTornFile_IsGivenUp_WhenTwoLaterOnesAreWhole()
    {
        using var scratch = new Scratch();
        using var growing = Growing(scratch);
        foreach (var number in new[] { 0, 1, 3 })
            Write(scratch, number);
        File.WriteAllBytes(scratch.At("t1.tif"), File.ReadAllBytes(scratch.At("t1.tif"))[..30]);
        AssertReady(growing, Settled(growing), 0, 0);
        Assert.Equal(GrowthStep.Wait, Settled(growing));
        Write(scratch, 4);
        var torn = Settled(growing);
        Assert.Equal((GrowthKind.GivenUp, 1), (torn.Kind, torn.T));
        var missing = Settled(growing);
        Assert.Equal((GrowthKind.GivenUp, 2), (missing.Kind, missing.T));
        AssertReady(growing, Settled(growing), 3, 3);
        AssertReady(growing, Settled(growing), 4, 4);
        // What comes when its turn is over is said, and costs nothing.
        Write(scratch, 2);
        var late = Settled(growing);
        Assert.Equal((GrowthKind.GivenUp, 2), (late.Kind, late.T));
        Assert.Contains("later time points", late.Reason, StringComparison.Ordinal);
        Write(scratch, 5);
        AssertReady(growing, Settled(growing), 5, 5);
    }

    [Fact]
    public void FileOfAnotherShape_IsGivenUp_AndNamed()
    {
        using var scratch = new Scratch();
        using var growing = Growing(scratch);
        Write(scratch, 0);
        (Plain with { Rows = 6 }).Write(scratch.At("t1.tif"), 2);
        Write(scratch, 2);
        Write(scratch, 3);
        AssertReady(growing, Settled(growing), 0, 0);
        var other = Settled(growing);
        Assert.Equal((GrowthKind.GivenUp, 1), (other.Kind, other.T));
        Assert.Contains("t1.tif: 2x6x7", other.Reason, StringComparison.Ordinal);
        AssertReady(growing, Settled(growing), 2, 2);
    }

    private GrowingFolder Growing(Scratch scratch) => new(scratch.Folder, channel: null, Settle, _time);

    private static string Write(Scratch scratch, int number) =>
        (Plain with { FirstPage = 10 * number }).Write(scratch.At($"t{number}.tif"), 2);

    private GrowthStep Later(GrowingFolder growing)
    {
        _time.Advance(Settle);
        return growing.Look();
    }

    // What a look sees for the first time has settled by the third: a look goes no further than it must.
    private GrowthStep Settled(GrowingFolder growing)
    {
        var step = growing.Look();
        for (var looks = 0; step.Kind == GrowthKind.Wait && looks < 4; looks++)
            step = Later(growing);
        return step;
    }

    private static void AssertReady(GrowingFolder growing, GrowthStep step, int t, int number)
    {
        Assert.Equal(new GrowthStep(GrowthKind.Ready, t), step);
        var voxels = new byte[Plain.PageBytes * 2];
        growing.Read(voxels);
        Assert.Equal(Plain.Pages(10 * number, (10 * number) + 1), voxels);
    }
}
