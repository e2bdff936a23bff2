using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Triggers.Tests.Core;

/// <summary>A volume a second; the sender's clock is as ours unless a test sets it.</summary>
public class ClockOffsetTests
{
    private const long Second = 1_000_000_000,
        Year = 365 * 86_400 * Second,
        Start = 1_700_000_000 * Second;

    private readonly StreamClock _clock = new(60);

    [Theory]
    [InlineData(Year)]
    [InlineData(-Year)]
    [InlineData(3600 * Second)]
    public void OneVolume_OfAnotherTime_HoldsNoLaterOneBack(long wrong)
    {
        for (var t = 0; t < 5; t++)
            See(t, 0);
        See(5, wrong);
        var (time, age) = See(6, 0);
        Assert.InRange(time, Start + (6 * Second), Start + (7 * Second));
        Assert.Equal(0, age, 3);
        Assert.Equal(1, _clock.Offset.Doubted);
    }

    [Fact]
    public void FirstVolume_OfTheFuture_IsFoundOutByTheNextThree()
    {
        See(0, Year);
        for (var t = 1; t < 4; t++)
            See(t, 0);
        var (_, age) = See(4, 0);
        Assert.Equal(0, age, 3);
        Assert.InRange(_clock.Offset.Nanoseconds!.Value, 0, Second);
    }

    [Theory]
    [InlineData(3600 * Second)]
    [InlineData(-3600 * Second)]
    public void SendersClock_SetForGood_IsFollowedAndTimeGoesOnSteadily(long by)
    {
        for (var t = 0; t < 5; t++)
            See(t, 0);
        for (var t = 5; t < 10; t++)
            See(t, by);
        var (time, age) = See(10, by);
        Assert.InRange(time, Start + (10 * Second), Start + (11 * Second));
        Assert.Equal(0, age, 3);
    }

    [Fact]
    public void Volumes_ThatWaitedSomewhere_AreOld()
    {
        for (var t = 0; t < 5; t++)
            See(t, 0);
        // Exposed when it was their turn, all received at once, a minute and a half later.
        for (var t = 5; t < 10; t++)
            Assert.Equal(95 - t, Advance(t, Start + (t * Second), Start + (95 * Second)).Age, 3);
        Assert.Equal(0, _clock.Offset.Doubted);
    }

    private (long Time, double Age) See(int t, long wrong) => Advance(t, Start + (t * Second) + wrong, Start + (t * Second));

    private (long Time, double Age) Advance(int t, long exposed, long received)
    {
        var stamps = new LatencyStamps
        {
            ExposureEndNs = exposed,
            ReceivedNs = received,
            LinkedNs = received,
        };
        var frame = FakeSeries.Frame(FakeSeries.Header(t: t), []) with { Stamps = stamps };
        return (_clock.Advance(frame), _clock.AgeSeconds(stamps, received));
    }
}
