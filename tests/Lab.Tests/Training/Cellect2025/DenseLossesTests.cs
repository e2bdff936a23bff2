using Cellect.Lab.Training.Cellect2025;
using static TorchSharp.torch;

namespace Cellect.Lab.Tests.Training.Cellect2025;

/// <summary>cellect-reference.md §8.3, computed by hand. ln 2 = 0.693147, softplus(1) = 1.313262, softplus(-1) = 0.313262, softplus(2) =
/// 2.126928.</summary>
public class DenseLossesTests
{
    private const double Ln2 = 0.6931472,
        Ln3 = 1.0986123;

    [Theory]
    [InlineData(0, 10 * Ln2)] // ten terms, all negative
    [InlineData(4, 10 * 32 * Ln2)] // ten terms, all positive
    [InlineData(2, 7 * 32 * Ln2)] // four of i = 1 and three of i = 2; i = 3 and 4 do not count
    public void Centre_AllLogitsEqual_IsTheNumberOfTermsTimesWeight(float level, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected, DenseLosses.Centre(zeros(1, 5, 1), tensor(new[] { level }, [1, 1])).item<float>(), 3);
    }

    [Theory]
    // i = 1: softplus(a0 - aj) over j = 1..4: 1.313262 + 0.313262 + 1.313262 + 1.313262.
    [InlineData(1, 32 * 4.253048)]
    // and i = 2 against the running maximum: max(1, 0) - 2, max(1, 0, 2) - 0 twice: 0.313262 + 2.126928 + 2.126928.
    [InlineData(2, 32 * (4.253048 + 4.567118))]
    public void Centre_RunningMaximum_IsWhatAHandComputes(float level, double expected)
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 1f, 0, 2, 0, 0 }, [1, 5, 1]);
        Assert.Equal(expected, DenseLosses.Centre(logits, tensor(new[] { level }, [1, 1])).item<float>(), 2);
    }

    [Fact]
    public void Segmentation_EqualLogits_WeighsCellsThirtyTwoFold()
    {
        using var scope = NewDisposeScope();
        var loss = DenseLosses.Segmentation(zeros(1, 3, 2), tensor(new[] { 0f, 1 }, [1, 2])).data<float>().ToArray();
        Assert.Equal(Ln3, loss[0], 4);
        Assert.Equal(32 * Ln3, loss[1], 3);
    }

    [Fact]
    public void Size_OutsideCellsZeroIsRight_MeanOfSquaresOverWhatCounts()
    {
        using var scope = NewDisposeScope();
        Tensor size = tensor(new[] { 2f, 2, 9 }),
            radius = tensor(new[] { 0f, 5, 0 });
        Assert.Equal((4 + 9) / 2.0, DenseLosses.Size(size, radius, tensor(new[] { 1f, 1, 0 })).item<float>(), 5);
        Assert.Equal(0, DenseLosses.Size(size, radius, zeros(3)).item<float>(), 5);
    }

    [Fact]
    public void Division_OnePositive_WeighsItSixteenFold()
    {
        using var scope = NewDisposeScope();
        var loss = DenseLosses.Division(zeros(1, 2, 1), tensor(new[] { 1f, 0 }, [1, 2, 1]), ones(1, 2, 1));
        Assert.Equal((16 + 1) * Ln2 / 2, loss.item<float>(), 4);
    }

    [Fact]
    public void Division_NothingDivides_IsZero()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, DenseLosses.Division(ones(1, 2, 4), zeros(1, 2, 4), ones(1, 2, 4)).item<float>());
    }
}
