using Cellect.Live.Hosting;
using Cellect.Live.Pipeline;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Live.Tests.Hosting;

public class SystemdBeatTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Beat_WhileAlive_ComesThreeTimesWithinTheLimitAndNotAfter()
    {
        var systemd = new Notifier();
        var alive = true;
        using var beat = new SystemdBeat(systemd, "60000000", () => alive, _time);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"], systemd.Said);
        alive = false;
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(5, systemd.Said.Count);
        beat.Stopping();
        Assert.Equal("STOPPING=1", systemd.Said[^1]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("soon")]
    public void Beat_NotAskedFor_SaysReadyAlone(string? microseconds)
    {
        var systemd = new Notifier();
        using var beat = new SystemdBeat(systemd, microseconds, () => true, _time);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["READY=1"], systemd.Said);
    }

    [Fact]
    public void Progress_OfAStageThatHangs_IsDeadAfterTenMinutesAndTenTimesTheSlowest()
    {
        var progress = new StageProgress(_time);
        _time.Advance(TimeSpan.FromHours(3));
        Assert.True(progress.IsAlive);
        progress.Begin();
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.True(progress.IsAlive);
        progress.End();
        progress.Begin();
        _time.Advance(TimeSpan.FromMinutes(89));
        Assert.True(progress.IsAlive);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(progress.IsAlive);
        progress.End();
        Assert.True(progress.IsAlive);
    }

    private sealed class Notifier : ISystemdNotifier
    {
        public List<string> Said { get; } = [];

        public bool IsEnabled => true;

        public void Notify(ServiceState state) => Said.Add(state.ToString());
    }
}
