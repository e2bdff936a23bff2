using Cellect.Testing;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Triggers.Tests.Core;

public class DoseTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Fact]
    public void UsedSeconds_RatesOneAfterTheOther_CountsTheLastHourAlone()
    {
        var dose = new DoseMeter(_time);
        dose.Set("a", 0.1);
        Pass(1000);
        dose.Set("a", 0.5);
        Pass(100);
        Assert.Equal(100 + 50, dose.UsedSeconds(), 6);
        Pass(9000);
        Assert.Equal(0.5 * 3600, dose.UsedSeconds(), 6);
    }

    [Fact]
    public void UsedSeconds_TwoChannels_AddUp()
    {
        var dose = new DoseMeter(_time);
        dose.Set("a", 0.1);
        dose.Set("b", 0.2);
        Pass(10);
        Assert.Equal(3, dose.UsedSeconds(), 6);
        Assert.Equal(0.3, dose.Rate(), 6);
    }

    [Fact]
    public void NewMeter_OnTheSameFiles_GoesOnWithLightOfTheTimeBetween()
    {
        using var folder = new TemporaryFolder();
        Meter(folder).Set("a", 0.5);
        Pass(60);
        Assert.Equal(30, Meter(folder).UsedSeconds(), 6);
    }

    [Fact]
    public void NewMeter_ClockOfTheWallSetAnHourAhead_IsNotEmptied()
    {
        using var folder = new TemporaryFolder();
        var dose = Meter(folder);
        dose.Set("a", 1);
        Pass(100);
        dose.Set("a", 0);
        var ahead = new TriggerHarness.WallClock(_time) { Ahead = TimeSpan.FromHours(2) };
        Assert.Equal(100, new DoseMeter(ahead, new DoseFiles(folder.Path), ["a"]).UsedSeconds(), 6);
        var back = new TriggerHarness.WallClock(_time) { Ahead = -TimeSpan.FromHours(2) };
        Assert.Equal(100, new DoseMeter(back, new DoseFiles(folder.Path), ["a"]).UsedSeconds(), 6);
    }

    [Fact]
    public void NewMeter_ChannelOfAnotherService_CountsWhatItHadToldOf()
    {
        using var folder = new TemporaryFolder();
        var other = Meter(folder);
        other.Set("a", 1);
        Pass(10);
        other.Set("a", 0.5);
        Pass(10);
        Assert.Equal(10, new DoseMeter(_time, new DoseFiles(folder.Path), ["b"]).UsedSeconds(), 6);
    }

    [Fact]
    public void NewMeter_DamagedFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.json"], "{");
        Assert.Contains("x.json", new DoseMeter(_time, new DoseFiles(folder.Path), ["a"]).Trouble!, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRaise_WhatIsLeftWouldNotLast_ChangesNothing()
    {
        var dose = new DoseMeter(_time);
        dose.Set("a", 0.1);
        Pass(10);
        Assert.Contains("0.5 of 1.5 s", dose.TryRaise("a", 1, 1.5, 0.5)!, StringComparison.Ordinal);
        Assert.Equal(0.1, dose.Rate());
        Assert.Null(dose.TryRaise("a", 0.9, 1.5, 0.5));
        Assert.Equal(0.9, dose.Rate());
    }

    [Theory]
    [InlineData(null, null, null, 0.2)]
    [InlineData(10.0, null, null, 0.1)]
    [InlineData(10.0, 20.0, null, 0.1 * 0.02 * 5 / 4)]
    [InlineData(10.0, null, 2.0, 0.1 * 0.04 * 5 / 2)]
    [InlineData(10.0, 20.0, 2.0, 0.1 * 0.02 * 5 / 2)]
    public void Rates_WhatIsNotTold_CountsAsTheHighestAllowed(double? power, double? exposure, double? interval, double rate)
    {
        var limits = new EnvelopeOptions { MaxPowerPercent = 20 };
        if (exposure is not null || interval is not null)
            limits = new EnvelopeOptions
            {
                MaxPowerPercent = 20,
                MaxExposureMilliseconds = 40,
                MinIntervalSeconds = 4,
            };
        var told = new MicroscopeSettings
        {
            PowerPercent = power,
            ExposureMilliseconds = exposure,
            IntervalSeconds = interval,
        };
        var rates = new LightRates(limits).Of(new Dictionary<string, MicroscopeSettings> { ["scope"] = told }, planes: 5);
        Assert.Equal(rate, Assert.Single(rates).Value, 9);
    }

    [Theory]
    [InlineData(-1.0, 1.0, 1.0)]
    [InlineData(double.NaN, 1.0, 1.0)]
    [InlineData(100.1, 1.0, 1.0)]
    [InlineData(1.0, double.PositiveInfinity, 1.0)]
    [InlineData(1.0, 1.0, -0.5)]
    public void Reading_ThatCannotBe_IsNamed(double power, double exposure, double interval) =>
        Assert.NotNull(
            ReadingCheck.Mistake(
                new MicroscopeSettings
                {
                    PowerPercent = power,
                    ExposureMilliseconds = exposure,
                    IntervalSeconds = interval,
                }
            )
        );

    [Fact]
    public void Reading_ThatCanBe_IsTaken() =>
        Assert.Null(
            ReadingCheck.Mistake(
                new MicroscopeSettings
                {
                    PowerPercent = 0,
                    ExposureMilliseconds = 100,
                    StageMicrometres = new Point3(-1, 2, 3),
                }
            )
        );

    private DoseMeter Meter(TemporaryFolder folder) => new(_time, new DoseFiles(folder.Path), ["a"]);

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
