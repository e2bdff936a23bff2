using Cellect.Triggers.Actions;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Core;

public class SafetyEnvelopeTests
{
    private static readonly MicroscopeSettings Recorded = new() { StageMicrometres = new Point3(0, 0, 0) };

    private static readonly SafetyEnvelope Set = new(
        new EnvelopeOptions
        {
            MaxPowerPercent = 30,
            MaxExposureMilliseconds = 50,
            MinIntervalSeconds = 1,
            MaxIntervalSeconds = 60,
            MaxStageTravelMicrometres = 100,
            AllowedExtras = ["filter"],
        }
    );

    public static TheoryData<string, bool> Changes =>
        new()
        {
            { "power 30", true },
            { "power 30.1", false },
            { "power NaN", false },
            { "exposure 50", true },
            { "exposure 51", false },
            { "interval 1", true },
            { "interval 0.9", false },
            { "interval 61", false },
            { "stage 100", true },
            { "stage 101", false },
            { "stage NaN", false },
            { "region 1", false },
            { "filter 1", true },
            { "shutter 1", false },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Refusal_OfAChange_IsByItsLimit(string change, bool allowed) =>
        Assert.Equal(allowed, Set.Refusal(Change(change), Recorded) is null);

    [Theory]
    [MemberData(nameof(Changes))]
    public void Refusal_NothingIsSet_IsOfEverything(string change, bool allowed)
    {
        _ = allowed;
        Assert.NotNull(new SafetyEnvelope(new EnvelopeOptions()).Refusal(Change(change), Recorded));
    }

    [Fact]
    public void Refusal_StageWhosePositionAtArmingIsUnknown_IsGiven() =>
        Assert.Contains("did not tell", Set.Refusal(Change("stage 1"), MicroscopeSettings.None)!, StringComparison.Ordinal);

    private static MicroscopeSettings Change(string text)
    {
        var (what, value) = (text.Split(' ')[0], double.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        return what switch
        {
            "power" => new() { PowerPercent = value },
            "exposure" => new() { ExposureMilliseconds = value },
            "interval" => new() { IntervalSeconds = value },
            "stage" => new() { StageMicrometres = new Point3(0, 0, value) },
            "region" => new() { Region = new ImagedRegion(default, new Point3(1, 1, 1)) },
            _ => new() { Extras = new Dictionary<string, string> { [what] = "1" } },
        };
    }
}
