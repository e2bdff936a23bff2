namespace Cellect.Triggers.Watchdog;

/// <summary>What service and watchdog say to each other after the order, a line each.</summary>
internal static class WatchdogWords
{
    /// <summary>To the watchdog: the service is alive.</summary>
    public const string Beat = "beat";

    /// <summary>To the watchdog: the microscope is back, leave.</summary>
    public const string Leave = "leave";

    /// <summary>To the watchdog: put the microscope back now.</summary>
    public const string Restore = "restore";

    /// <summary>From the watchdog: watching.</summary>
    public const string Ready = "ready";

    /// <summary>From the watchdog, before it puts the microscope back by itself; the reason follows.</summary>
    public const string Restoring = "restoring: ";
}
