using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>
/// Hard limits of what an action may ask for, whatever a rule says; section <c>Triggers:Envelope</c>. What has no limit is not
/// allowed: an action that changes it is refused.
/// </summary>
internal sealed class EnvelopeOptions
{
    /// <summary>Highest excitation power, percent.</summary>
    /// <value>0 to 100; default null: no action may change the power.</value>
    [Range(0.0, 100.0)]
    public double? MaxPowerPercent { get; init; }

    /// <summary>Longest exposure of a plane, milliseconds.</summary>
    /// <value>Above 0 to 100,000 ms; default null: no action may change it.</value>
    [Range(0.001, 100_000.0)]
    public double? MaxExposureMilliseconds { get; init; }

    /// <summary>Shortest time from volume to volume, seconds.</summary>
    /// <value>0.001 to 86,400 s; default null: no action may change the interval.</value>
    [Range(0.001, 86_400.0)]
    public double? MinIntervalSeconds { get; init; }

    /// <summary>Longest time from volume to volume, seconds.</summary>
    /// <value>0.001 to 86,400 s; default 3,600 s.</value>
    [Range(0.001, 86_400.0)]
    public double MaxIntervalSeconds { get; init; } = 3600;

    /// <summary>
    /// Most light within any hour, of all channels of light together, in seconds of full power: power / 100 × exposure × planes × volumes.
    /// Before it is used up the microscope is put back and disarmed; neither arming nor a new start empties it.
    /// </summary>
    /// <value>Above 0 to 3,600; default null: not limited. What the microscope does not tell counts as the highest allowed.</value>
    [Range(0.000001, 3600.0)]
    public double? MaxDoseSecondsPerHour { get; init; }

    /// <summary>Farthest that the stage may go from where it stood at arming, micrometres.</summary>
    /// <value>Above 0 to 1,000,000 µm; default null: no action may move the stage.</value>
    [Range(0.001, 1_000_000.0)]
    public double? MaxStageTravelMicrometres { get; init; }

    /// <summary>Whether an action may change the imaged region.</summary>
    /// <value>Default false.</value>
    public bool AllowImagedRegion { get; init; }

    /// <summary>Names of further settings that an action may change.</summary>
    /// <value>Default none.</value>
    public List<string> AllowedExtras { get; init; } = [];
}
