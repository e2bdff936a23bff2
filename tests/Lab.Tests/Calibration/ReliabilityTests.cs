using Cellect.Lab.Calibration;

namespace Cellect.Lab.Tests.Calibration;

public class ReliabilityTests
{
    [Fact]
    public void Even_HalfRightAtNineTenths_IsOffByFourTenths()
    {
        var reliability = Reliability.Even([(0.9f, true), (0.9f, false), (0.2f, false), (0.2f, false)]);
        Assert.Equal([(2, 0.0), (2, 0.5)], reliability.Bins.Select(bin => (bin.Count, bin.Right)));
        Assert.Equal((0.4 + 0.2) / 2, reliability.ExpectedError!.Value, 1e-6);
    }

    [Fact]
    public void Even_Certainty_FallsIntoTheLastBin() => Assert.Equal(1, Assert.Single(Reliability.Even([(1, true)]).Bins).Right);

    [Fact]
    public void Adaptive_MorePredictionsThanBins_FillsAllEqually() =>
        Assert.All(Reliability.Adaptive([.. Enumerable.Range(0, 100).Select(i => (i / 1000f, true))]).Bins, bin =>
            Assert.Equal(10, bin.Count)
        );

    [Fact]
    public void ExpectedError_NothingPredicted_IsUndefined() => Assert.Null(Reliability.Even([]).ExpectedError);
}
