using Cellect.Model.Calibration;
using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Calibration;

public class VerdictFitTests
{
    [Fact]
    public void Of_NobodySaidAnything_LeavesAllAsItIs() => Assert.Equal(ProbabilityMap.Identity, VerdictFit.Of([]));

    [Fact]
    public void Of_WordsAgainst_LowersAndWordsForRaise()
    {
        Assert.True(VerdictFit.Of([Said(0.6f, false)]).Of(0.5f) < 0.5f);
        Assert.True(VerdictFit.Of([Said(0.4f, true)]).Of(0.5f) > 0.5f);
    }

    [Fact]
    public void Of_OneWord_MovesLittleAndManyMoveWithinBounds()
    {
        var one = VerdictFit.Of([Said(0.9f, false)]).Of(0.5f);
        Assert.InRange(one, 0.25f, 0.49f);
        var many = VerdictFit.Of(Enumerable.Repeat(Said(0.99f, false), 500));
        Assert.InRange(many.Offset, -VerdictFit.MostOffset, VerdictFit.MostOffset);
        Assert.InRange(many.Slope, VerdictFit.LeastSlope, VerdictFit.MostSlope);
    }

    [Fact]
    public void Of_WordsThatAgreeWithTheProbabilities_LeaveThemNearlyAsTheyAre()
    {
        // Of ten with 0.7 seven are right, of ten with 0.3 three.
        var said = Enumerable.Range(0, 10).SelectMany(i => new[] { Said(0.7f, i < 7), Said(0.3f, i < 3) }).ToArray();
        var map = VerdictFit.Of(said);
        Assert.InRange(map.Of(0.7f), 0.66f, 0.74f);
        Assert.InRange(map.Of(0.3f), 0.26f, 0.34f);
    }

    [Fact]
    public void Of_AnyOrder_GivesTheSameToTheLastBit()
    {
        var random = new Random(1);
        var said = Enumerable.Range(0, 40).Select(_ => Said((float)random.NextDouble(), random.Next(2) == 0)).ToArray();
        var (one, other) = (VerdictFit.Of(said), VerdictFit.Of(said.Reverse()));
        Assert.Equal(one, other);
    }

    private static Verdict Said(float probability, bool right) => new(VerdictKind.Division, probability, right);
}
