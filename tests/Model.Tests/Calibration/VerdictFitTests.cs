using Cellect.Model.Calibration;

namespace Cellect.Model.Tests.Calibration;

public class VerdictFitTests
{
    [Fact]
    public void Of_NobodySaidAnything_LeavesAllAsItIs() => Assert.Equal(SaidMap.Identity, VerdictFit.Of([]));

    [Fact]
    public void Of_WordsAgainst_LowersAndWordsForRaise()
    {
        Assert.True(VerdictFit.Of([Said(0.6f, false)]).For([]).Of(0.5f) < 0.5f);
        Assert.True(VerdictFit.Of([Said(0.4f, true)]).For([]).Of(0.5f) > 0.5f);
    }

    [Fact]
    public void Of_OneWord_MovesLittleAndManyMoveWithinBounds()
    {
        var one = VerdictFit.Of([Said(0.9f, false)]).For([]).Of(0.5f);
        Assert.InRange(one, 0.25f, 0.49f);
        var many = VerdictFit.Of(Enumerable.Repeat(Said(0.99f, false), 500)).Map;
        Assert.InRange(many.Offset, -VerdictFit.MostOffset, VerdictFit.MostOffset);
        Assert.InRange(many.Slope, VerdictFit.LeastSlope, VerdictFit.MostSlope);
    }

    [Fact]
    public void Of_WordsThatAgreeWithTheProbabilities_LeaveThemNearlyAsTheyAre()
    {
        // Of ten with 0.7 seven are right, of ten with 0.3 three.
        var said = Enumerable
            .Range(0, 10)
            .SelectMany(i => new[] { Said(0.7f, i < 7), Said(0.3f, i < 3) })
            .ToArray();
        var map = VerdictFit.Of(said).For([]);
        Assert.InRange(map.Of(0.7f), 0.66f, 0.74f);
        Assert.InRange(map.Of(0.3f), 0.26f, 0.34f);
    }

    [Fact]
    public void Of_AnyOrder_GivesTheSameToTheLastBit()
    {
        var random = new Random(1);
        var said = Enumerable.Range(0, 40).Select(_ => Said((float)random.NextDouble(), random.Next(2) == 0, random)).ToArray();
        var (one, other) = (VerdictFit.Of(said), VerdictFit.Of(said.Reverse()));
        Assert.Equal(one.Map, other.Map);
        Assert.Equal(one.Weights, other.Weights);
    }

    [Fact]
    public void Of_EvidenceThatTellsThemApart_MovesLikeOnesThatWay()
    {
        // The first value is high in what is right; the second is the same everywhere.
        var said = Enumerable.Range(0, 20).Select(i => new Verdict(VerdictKind.Division, 0.5f, i % 2 == 0, [i % 2 == 0 ? 1 : 0, 7])).ToArray();
        var map = VerdictFit.Of(said);
        Assert.True(map.For([1, 7]).Of(0.5f) > 0.55f);
        Assert.True(map.For([0, 7]).Of(0.5f) < 0.45f);
        Assert.Equal(0, map.Weights[1]);
        // However extreme, it does not decide alone.
        Assert.InRange(map.For([1000, 7]).Offset - map.Map.Offset, 0, 2);
    }

    private static Verdict Said(float probability, bool right, Random? random = null) =>
        new(VerdictKind.Division, probability, right, random is null ? [] : [(float)random.NextDouble(), (float)random.NextDouble()]);
}
