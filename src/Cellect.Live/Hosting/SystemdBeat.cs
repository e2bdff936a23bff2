using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace Cellect.Live.Hosting;

/// <summary>
/// Tells systemd that the service is ready, that it lives, and that it stops (sd_notify(3)); does nothing where systemd did not start it. A
/// service that hangs sends no sign of life, and is started anew.
/// </summary>
internal sealed class SystemdBeat : IDisposable
{
    // systemd recommends half; one that is late must not count.
    private const int BeatsWithinLimit = 3;

    private readonly ISystemdNotifier _systemd;
    private readonly ITimer? _timer;

    /// <summary>Begins to beat.</summary>
    /// <param name="systemd">The way to systemd.</param>
    /// <param name="watchdogMicroseconds">WATCHDOG_USEC: how long systemd waits for a sign of life; null: it does not.</param>
    /// <param name="isAlive">Whether the service works.</param>
    /// <param name="time">Clock.</param>
    public SystemdBeat(ISystemdNotifier systemd, string? watchdogMicroseconds, Func<bool> isAlive, TimeProvider time)
    {
        _systemd = systemd;
        systemd.Notify(ServiceState.Ready);
        if (!long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit <= 0)
            return;
        var pause = TimeSpan.FromMicroseconds(limit / (double)BeatsWithinLimit);
        _timer = time.CreateTimer(
            _ =>
            {
                if (isAlive())
                    systemd.Notify(new ServiceState("WATCHDOG=1"));
            },
            null,
            TimeSpan.Zero,
            pause
        );
    }

    /// <summary>The service begins to stop.</summary>
    public void Stopping() => _systemd.Notify(ServiceState.Stopping);

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();
}
