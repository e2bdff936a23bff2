using Cellect.Analysis.Proliferation;

namespace Cellect.Analysis.Tests.Proliferation;

public class RegressionTests
{
    [Fact]
    public void Line_IsFoundExactly_FarFromTheOrigin()
    {
        var regression = new Regression();
        for (var i = 0; i < 1000; i++)
            regression.Add(1e6 + i, 5 + (0.9 * i));
        Assert.Equal(0.9, regression.Slope!.Value, 1e-9);
        Assert.Equal(1, regression.RSquared!.Value, 1e-9);
    }

    [Fact]
    public void Noise_LowersRSquared_ByWhatItIs()
    {
        // y = x ± 1 in pairs: var(y) is that of x and 1.
        var regression = new Regression();
        for (var x = 0; x < 100; x++)
        {
            regression.Add(x, x - 1);
            regression.Add(x, x + 1);
        }

        var variance = ((100.0 * 100) - 1) / 12;
        Assert.Equal(1, regression.Slope!.Value, 1e-9);
        Assert.Equal(variance / (variance + 1), regression.RSquared!.Value, 1e-9);
    }

    [Fact]
    public void NothingThatChanges_HasNoSlope()
    {
        var regression = new Regression();
        regression.Add(0, 0);
        regression.Add(0, 1);
        Assert.Null(regression.Slope);
        Assert.Null(regression.RSquared);
    }
}
