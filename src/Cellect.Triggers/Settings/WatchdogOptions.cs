using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>The process that puts the microscope back when the service cannot.</summary>
internal sealed class WatchdogOptions
{
    /// <summary>After how much silence of the service the microscope is put back.</summary>
    /// <value>0.2 to 3,600 s; default 10 s. Longer than the longest pause that tracking one volume may take.</value>
    [Range(0.2, 3_600)]
    public double HeartbeatSeconds { get; init; } = 10;

    /// <summary>How long it goes on trying to put the microscope back.</summary>
    /// <value>1 to 86,400 s; default 600 s.</value>
    [Range(1, 86_400)]
    public double RestoreSeconds { get; init; } = 600;

    /// <summary>Where it writes what it did; appended to. Empty: standard error alone.</summary>
    /// <value>Default <c>results/watchdog.log</c>, relative to the working directory.</value>
    [StringLength(1_000)]
    public string LogFile { get; init; } = "results/watchdog.log";
}
