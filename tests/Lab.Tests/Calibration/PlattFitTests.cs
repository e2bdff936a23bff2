using Cellect.Lab.Calibration;
using Cellect.Model.Linking;

namespace Cellect.Lab.Tests.Calibration;

public class PlattFitTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1, -1)]
    [InlineData(2, 0.5)]
    public void Of_PredictionsThatADistortionMade_UndoesIt(double slope, double offset)
    {
        var truth = new ProbabilityMap(slope, offset);
        var fitted = PlattFit.Of(Sample(truth, 50_000));
        Assert.Equal(slope, fitted.Slope, 0.07 * slope);
        Assert.Equal(offset, fitted.Offset, 0.07);
    }

    [Fact]
    public void Of_OverconfidentPredictions_LowersTheExpectedError()
    {
        var predictions = new Predictions();
        predictions.Links.AddRange(Sample(new ProbabilityMap(0.4, -0.5), 20_000));
        var calibrated = predictions.Under(predictions.Fit());
        Assert.True(Reliability.Even(predictions.Links).ExpectedError > 0.1);
        Assert.True(Reliability.Even(calibrated.Links).ExpectedError < 0.02);
    }

    [Fact]
    public void Of_TooFewWrongOnes_IsTheIdentity() =>
        Assert.Equal(ProbabilityMap.Identity, PlattFit.Of([.. Enumerable.Repeat((0.7f, true), 1000), (0.7f, false)]));

    [Fact]
    public void Of_RightAndWrongThatDoNotOverlap_StaysFinite()
    {
        var map = PlattFit.Of([.. Enumerable.Repeat((0.999999f, true), 100), .. Enumerable.Repeat((0.000001f, false), 100)]);
        Assert.True(double.IsFinite(map.Slope) && double.IsFinite(map.Offset));
        Assert.InRange(map.Of(0.9f), 0.5f, 1);
    }

    /// <summary>Probabilities of all sizes, each right as often as the map says.</summary>
    private static List<(float, bool)> Sample(ProbabilityMap truth, int count)
    {
        var random = new Random(5);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => (float)(0.002 + 0.996 * random.NextDouble()))
                .Select(said => (said, random.NextDouble() < truth.Of(said))),
        ];
    }
}
