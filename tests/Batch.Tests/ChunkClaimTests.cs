using Cellect.Batch.Chunks;
using Cellect.Batch.Plans;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Batch.Tests;

public class ChunkClaimTests
{
    [Fact]
    public void Take_ByTwentyAtOnce_IsGivenToOne()
    {
        using var temp = new TemporaryFolder();
        var folder = Folder(temp);
        var taken = Enumerable
            .Range(0, 20)
            .AsParallel()
            .WithDegreeOfParallelism(20)
            .Select(number => ChunkClaim.Take(folder, 0, out var owner))
            .ToArray();
        var claim = Assert.Single(taken, claim => claim is not null);
        claim!.Dispose();
    }

    [Fact]
    public void Take_WhatALivingWorkerHas_TellsWho()
    {
        using var temp = new TemporaryFolder();
        var folder = Folder(temp);
        using var claim = ChunkClaim.Take(folder, 1, out _);
        Assert.Null(ChunkClaim.Take(folder, 1, out var owner));
        Assert.Equal(ChunkClaim.Own, owner);
    }

    [Fact]
    public void Take_OfADeadWorkerOfThisMachine_TakesItOver()
    {
        using var temp = new TemporaryFolder();
        var folder = Folder(temp);
        // No process has this number: Linux gives them up to 4,194,304.
        File.Move(Path.Combine(folder.Free, "00000"), Path.Combine(folder.Taken, $"00000~{Environment.MachineName}~2000000000~1"));
        using var claim = ChunkClaim.Take(folder, 0, out _);
        Assert.NotNull(claim);
    }

    [Fact]
    public void Take_OfAProcessThatHasTheDeadOnesNumber_TakesItOver()
    {
        using var temp = new TemporaryFolder();
        var folder = Folder(temp);
        File.Move(
            Path.Combine(folder.Free, "00000"),
            Path.Combine(folder.Taken, $"00000~{Environment.MachineName}~{Environment.ProcessId}~1")
        );
        using var claim = ChunkClaim.Take(folder, 0, out _);
        Assert.NotNull(claim);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(600, false)]
    public void Take_OfAWorkerElsewhere_GoesByWhenItWasHeardOf(int secondsAgo, bool lives)
    {
        using var temp = new TemporaryFolder();
        var folder = Folder(temp);
        var file = Path.Combine(folder.Taken, "00000~elsewhere~12~34");
        File.Move(Path.Combine(folder.Free, "00000"), file);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(secondsAgo));
        using var claim = ChunkClaim.Take(folder, 0, out var owner);
        Assert.Equal(lives, claim is null);
        if (lives)
            Assert.Equal("elsewhere~12~34", owner);
    }

    [Fact]
    public void GiveBack_ThenTake_IsHadAgain()
    {
        using var temp = new TemporaryFolder();
        var folder = Folder(temp);
        ChunkClaim.Take(folder, 0, out _)!.GiveBack();
        using var claim = ChunkClaim.Take(folder, 0, out _);
        Assert.NotNull(claim);
    }

    private static PlanFolder Folder(TemporaryFolder temp)
    {
        var folder = PlanFolder.Create(temp["plan"]);
        folder.Publish(SmallPlan.Settled("sim:lymphnode", new VolumeShape(8, 64, 64), 4, 2, [1, 1, 1]));
        return folder;
    }
}
