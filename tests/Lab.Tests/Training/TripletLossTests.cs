using Cellect.Lab.Training;
using static TorchSharp.torch;

namespace Cellect.Lab.Tests.Training;

public class TripletLossTests
{
    [Fact]
    public void BatchHard_OnALine_IsWhatAHandComputes()
    {
        using var scope = NewDisposeScope();
        var vectors = tensor(new[] { 0f, 1f, 1.5f, 4f }, [4, 1]);
        // Anchors 0, 1: max(0, 1 - 1.5 + 0.3) = 0 and 1 - 0.5 + 0.3 = 0.8; anchors 2, 3: 2.5 - 0.5 + 0.3 = 2.3 and max(0, 2.5 - 3 + 0.3) =
        // 0.
        var loss = TripletLoss.BatchHard(vectors, [7, 7, 9, 9])!;
        Assert.Equal((0.8 + 2.3) / 4, loss.item<float>(), 5);
    }

    [Fact]
    public void BatchHard_OneLabelOnly_IsNull()
    {
        using var scope = NewDisposeScope();
        Assert.True(TripletLoss.BatchHard(ones(3, 2), [1, 1, 1]) is null);
    }

    [Fact]
    public void Lineage_DaughtersInAnyOrder_GivesTheSameLoss()
    {
        using var scope = NewDisposeScope();
        var before = tensor(new[] { 0f, 10f, 20f }, [3, 1]);
        var now = tensor(new[] { 0.1f, 10.2f, 20.4f, 0.3f, 10.6f, 20.9f }, [6, 1]);
        var swapped = now[tensor(new long[] { 3, 1, 2, 0, 4, 5 })];
        Assert.Equal(
            TripletLoss.Lineage(before, now, [0, 1, 2, 0, 1, 2])!.item<float>(),
            TripletLoss.Lineage(before, swapped, [0, 1, 2, 0, 1, 2])!.item<float>(),
            5
        );
        // Well apart, every daughter beside its own mother: nothing to learn. With the labels mixed up there would be.
        Assert.Equal(0, TripletLoss.Lineage(before, now, [0, 1, 2, 0, 1, 2])!.item<float>(), 5);
        Assert.True(TripletLoss.Lineage(before, now, [0, 1, 2, 1, 2, 0])!.item<float>() > 5);
    }
}
