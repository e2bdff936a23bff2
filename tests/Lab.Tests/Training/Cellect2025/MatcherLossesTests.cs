using Cellect.Lab.Training.Cellect2025;
using static TorchSharp.torch;

namespace Cellect.Lab.Tests.Training.Cellect2025;

/// <summary>cellect-reference.md §8.4, computed by hand with softplus(2) = 2.126928, (-2) 0.126928, (1) 1.313262, (-1) 0.313262, (0.5)
/// 0.974077, (-0.5) 0.474077.</summary>
public class MatcherLossesTests
{
    [Fact]
    public void Candidates_OneTheSame_IsTheMeanCrossEntropy()
    {
        using var scope = NewDisposeScope();
        var loss = MatcherLosses.Candidates(
            tensor(new[] { 2f, -1, 0.5f }, [1, 3]),
            new[,]
            {
                { true, false },
            },
            [true]
        )!;
        Assert.Equal((0.126928 + 0.313262 + 0.974077) / 3, loss.item<float>(), 4);
    }

    [Fact]
    public void Candidates_NoneTheSame_WantsNone()
    {
        using var scope = NewDisposeScope();
        var loss = MatcherLosses.Candidates(
            tensor(new[] { 2f, -1, 0.5f }, [1, 3]),
            new[,]
            {
                { false, false },
            },
            [true]
        )!;
        Assert.Equal((2.126928 + 0.313262 + 0.474077) / 3, loss.item<float>(), 4);
    }

    [Fact]
    public void Candidates_DividingRow_CountsFourFoldAndUncountedNotAtAll()
    {
        using var scope = NewDisposeScope();
        var same = new[,]
        {
            { true, true },
            { true, false },
            { true, false },
        };
        var loss = MatcherLosses.Candidates(zeros(3, 3), same, [true, true, false], [true, false, true])!;
        Assert.Equal((4 + 1) * 0.693147 / 2, loss.item<float>(), 4);
        Assert.True(MatcherLosses.Candidates(zeros(3, 3), same, [false, false, false]) is null);
    }

    [Fact]
    public void Dividing_TwoRowsThatCount_IsTheirMean()
    {
        using var scope = NewDisposeScope();
        // Shares 1/4 and 3/4.
        var logits = tensor(new[] { 0f, 1.0986123f, 0, 1.0986123f, 9, 9 }, [3, 2]);
        var loss = MatcherLosses.Dividing(logits, [true, false, true], [true, true, false])!;
        Assert.Equal((0.287682 + 1.386294) / 2, loss.item<float>(), 4);
    }
}
