using Cellect.Analysis.Divisions;

namespace Cellect.Analysis.Tests.Divisions;

public class CycleTimesTests
{
    [Fact]
    public void Curve_OfTheTextbookExample_IsThatOfTheTextbook()
    {
        // 6-MP arm of Freireich et al. 1963, as in Kalbfleisch and Prentice: 9 events, 12 censored; S(6) = 0.857, S(23) = 0.448.
        var cycles = new CycleTimes();
        foreach (var age in new[] { 6, 6, 6, 7, 10, 13, 16, 22, 23 })
            cycles.Divide(age, 60 * age);
        foreach (var age in new[] { 6, 9, 10, 11, 17, 19, 20 })
            cycles.Censor(age, 60 * age);
        var curve = cycles.Curve([25, 32, 32, 34, 35]);
        double[] expected = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482];
        double[] errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346];
        long[] atRisk = [21, 17, 15, 12, 11, 7, 6];
        Assert.Equal(atRisk, curve.Select(step => step.AtRisk));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], curve[i].Undivided, 5e-5);
            Assert.Equal(errors[i], curve[i].StandardError, 5e-5);
        }

        Assert.Equal(23 * 60, CycleTimes.Median(curve));
    }

    [Fact]
    public void Median_BeforeHalfHaveDivided_IsUnknown()
    {
        var cycles = new CycleTimes();
        cycles.Divide(4, 40);
        Assert.Null(CycleTimes.Median(cycles.Curve([5, 6])));
        Assert.Equal(40, CycleTimes.Median(cycles.Curve([1, 2])));
        Assert.Empty(new CycleTimes().Curve([3]));
    }
}
