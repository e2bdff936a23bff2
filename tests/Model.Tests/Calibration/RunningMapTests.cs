using Cellect.Model.Calibration;
using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Calibration;

public class RunningMapTests
{
    [Fact]
    public void Map_NothingSeen_IsTheIdentity() => Assert.Equal(ProbabilityMap.Identity, new RunningMap().Map);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Learn_TheSameAgainAndAgain_GoesThereWithinBounds(bool right)
    {
        var map = new RunningMap();
        var before = map.Map.Of(0.7f);
        map.Learn(0.7, right, 1);
        Assert.Equal(right, map.Map.Of(0.7f) > before);
        Assert.InRange(Math.Abs(map.Map.Of(0.7f) - before), 0.001, 0.1);
        for (var i = 0; i < 10_000; i++)
        {
            map.Forget();
            map.Learn(0.7, right, 1);
        }

        Assert.InRange(map.Map.Offset, -VerdictFit.MostOffset, VerdictFit.MostOffset);
        Assert.InRange(map.Map.Slope, VerdictFit.LeastSlope, VerdictFit.MostSlope);
        Assert.Equal(right, map.Map.Of(0.7f) > 0.9f);
    }

    [Fact]
    public void Learn_WhatWasSaidIsRight_StaysWhereItIs()
    {
        var (map, random) = (new RunningMap(), new Random(5));
        for (var i = 0; i < 5_000; i++)
        {
            var p = 0.05 + 0.9 * random.NextDouble();
            map.Learn(p, random.NextDouble() < p, 0.3);
        }

        Assert.All([0.2f, 0.5f, 0.8f], p => Assert.Equal(p, map.Map.Of(p), 0.05f));
    }

    [Fact]
    public void Learn_AsMuchAtOnce_IsWhatTheFitOfAllSays()
    {
        var (map, random) = (new RunningMap(), new Random(6));
        var verdicts = Enumerable
            .Range(0, 200)
            .Select(_ => (float)(0.1 + 0.8 * random.NextDouble()))
            .Select(p => new Verdict(VerdictKind.Cell, p, random.NextDouble() < Math.Sqrt(p)))
            .ToArray();
        foreach (var verdict in verdicts)
            map.Learn(verdict.Probability, verdict.Right, 1);
        var fit = VerdictFit.Of(verdicts);
        Assert.All([0.2f, 0.5f, 0.8f], p => Assert.Equal(fit.Of(p), map.Map.Of(p), 0.05f));
    }

    [Fact]
    public void Resume_WithItsState_GoesOnToTheLastBit()
    {
        var (one, other) = (new RunningMap(), new RunningMap());
        for (var i = 1; i < 20; i++)
            one.Learn(i / 20.0, i % 3 > 0, 0.3);
        other.Resume(one.State);
        one.Learn(0.4, true, 1);
        other.Learn(0.4, true, 1);
        Assert.Equal(one.State, other.State);
    }

    [Theory]
    [InlineData(double.NaN, 0, 16, 4, 0)]
    [InlineData(1, 3, 16, 4, 0)]
    [InlineData(1, 0, 15, 4, 0)]
    [InlineData(1, 0, 16, double.PositiveInfinity, 0)]
    [InlineData(1, 0, 16, 4, 8)]
    public void Resume_WithWhatCannotBe_BeginsAnew(double slope, double offset, double ofSlope, double ofOffset, double ofBoth)
    {
        var map = new RunningMap();
        map.Learn(0.5, true, 1);
        map.Resume([slope, offset, ofSlope, ofOffset, ofBoth]);
        Assert.Equal(new RunningMap().State, map.State);
    }
}
