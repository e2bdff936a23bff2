using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

public class StatusTextTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(2.0, 3.9, "LIVE")]
    [InlineData(2.0, 4.1, "STALE 4 s")]
    [InlineData(0.02, 0.9, "LIVE")]
    [InlineData(0.02, 1.1, "STALE 1 s")]
    [InlineData(30.0, 600.0, "STALE 10 min")]
    [InlineData(30.0, 36_000.0, "STALE 10 h")]
    public void Of_SilentStream_IsStaleAfterTwiceTheInterval(double intervalSeconds, double silentSeconds, string badge)
    {
        var stream = Running(TimeSpan.FromSeconds(intervalSeconds));
        _time.Advance(TimeSpan.FromSeconds(silentSeconds));

        Assert.Equal(badge, StatusText.Of(null, stream, _time, 0).BadgeText);
    }

    [Fact]
    public void Of_StaleStream_DoesNotClaimARate()
    {
        var stream = Running(TimeSpan.FromSeconds(2));
        Assert.Equal("0.500", StatusText.Of(null, stream, _time, 0).Rate);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("0", StatusText.Of(null, stream, _time, 0).Rate);
    }

    [Fact]
    public void Of_OneVolumeOnly_IsStaleAfterTenSeconds()
    {
        var stream = Running(null);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(Badge.Live, StatusText.Of(null, stream, _time, 0).Badge);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Badge.Stale, StatusText.Of(null, stream, _time, 0).Badge);
    }

    [Fact]
    public void Of_EndedSeries_IsEndedHoweverLongAgo()
    {
        var stream = Running(TimeSpan.FromSeconds(2)) with { Ended = true };
        _time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(Badge.Ended, StatusText.Of(null, stream, _time, 0).Badge);
    }

    [Theory]
    [InlineData(412_000_000L, "412 ms")]
    [InlineData(12_340_000_000L, "12.3 s")]
    [InlineData(-5_000_000L, "clocks differ")]
    [InlineData(40_000_000_000_000L, "> 2 h")]
    public void Of_Latency_IsFromEndOfExposureToShown(long elapsedNs, string text)
    {
        var snapshot = Snapshot(exposureEndNs: 1_000_000_000_000_000);

        Assert.Equal(text, StatusText.Of(snapshot, StreamStatus.Waiting, _time, snapshot.ExposureEndNs + elapsedNs).Latency);
    }

    [Fact]
    public void Of_SenderThatTellsNoExposure_ShowsNoLatency() =>
        Assert.Equal("-", StatusText.Of(Snapshot(exposureEndNs: 0), StreamStatus.Waiting, _time, 5).Latency);

    private StreamStatus Running(TimeSpan? interval) =>
        new()
        {
            Series = "s",
            LastArrival = _time.GetTimestamp(),
            Interval = interval,
            VolumesPerSecond = interval is { } step ? 1 / step.TotalSeconds : 0,
        };

    private static OverlaySnapshot Snapshot(long exposureEndNs)
    {
        return new OverlaySnapshot
        {
            T = 0,
            Shape = new(1, 1, 1),
            VoxelMicrometres = new(1, 1, 1),
            Channels = [],
            Cells = [],
            Tails = [],
            Divisions = [],
            TracksSoFar = 0,
            DivisionsSoFar = 0,
            ExposureEndNs = exposureEndNs,
        };
    }
}
