using Cellect.Stream.Simulation;
using CsCheck;

namespace Cellect.Stream.Tests.Simulation;

public class RandomStreamTests
{
    [Fact]
    public void Gaussian_ManyDraws_HasTheMomentsOfTheNormalDistribution()
    {
        var random = new RandomStream(1, 1);
        double sum = 0,
            squares = 0,
            fourths = 0;
        const int Draws = 400_000;
        for (var i = 0; i < Draws; i++)
        {
            double value = random.Gaussian();
            sum += value;
            squares += value * value;
            fourths += value * value * value * value;
        }

        Assert.InRange(sum / Draws, -0.01, 0.01);
        Assert.InRange(squares / Draws, 0.98, 1.02);
        Assert.InRange(fourths / Draws, 2.85, 3.15);
    }

    [Fact]
    public void PortableMath_AnyArgument_AgreesWithTheLibrary() =>
        Gen.Double[-40, 40]
            .Sample(x =>
            {
                Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 1e-9);
                Assert.Equal(Math.Sin(x), PortableMath.Sin(x), 1e-9);
                Assert.Equal(Math.Cos(x), PortableMath.Cos(x), 1e-9);
                if (x > 1e-6)
                    Assert.Equal(Math.Log(x), PortableMath.Log(x), 1e-9);
            });
}
