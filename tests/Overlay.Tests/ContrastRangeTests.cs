using Cellect.Data.Images;

namespace Cellect.Overlay.Tests;

public class ContrastRangeTests
{
    [Fact]
    public void FromPercentiles_Ramp_CutsTheSharesOffEachEnd()
    {
        var ramp = Enumerable.Range(0, 10_000).Select(value => (ushort)value).ToArray();

        var range = ContrastRange.FromPercentiles<ushort>(ramp, darkPercent: 5, brightPercent: 1);

        Assert.Equal(500, range.Low, tolerance: 5);
        Assert.Equal(9900, range.High, tolerance: 5);
    }

    [Fact]
    public void FromPercentiles_FewVeryBrightPixels_DoNotDimTheRest()
    {
        var image = Enumerable.Range(0, 10_000).Select(i => (ushort)(i < 3 ? 65535 : 1000 + i % 500)).ToArray();

        Assert.True(ContrastRange.FromPercentiles<ushort>(image, 5, 0.1).High < 1600);
    }

    [Theory]
    [InlineData(new[] { 7f, 7f, 7f }, 7f)]
    [InlineData(new[] { float.NaN, float.NaN }, 0f)]
    [InlineData(new float[0], 0f)]
    public void FromPercentiles_NoContrast_GivesARangeThatCanBeDividedBy(float[] image, float low)
    {
        var range = ContrastRange.FromPercentiles<float>(image, 5, 0.1);

        Assert.Equal(low, range.Low);
        Assert.True(range.High > range.Low);
    }

    [Fact]
    public void FromPercentiles_ValuesThatAreNotFinite_AreLeftOut()
    {
        float[] image = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1, 2, 3];

        var range = ContrastRange.FromPercentiles<float>(image, 0, 0);

        Assert.Equal((1f, 3f), (range.Low, range.High));
    }
}
