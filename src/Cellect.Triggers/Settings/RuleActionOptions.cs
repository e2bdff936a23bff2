using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>What a rule asks of a microscope. All values are absolute.</summary>
internal sealed class RuleActionOptions
{
    /// <summary>Name of the adapter that carries it.</summary>
    [Required]
    public string Adapter { get; init; } = "";

    /// <summary>Time from volume to volume, seconds.</summary>
    [Range(0.001, 86_400.0)]
    public double? IntervalSeconds { get; init; }

    /// <summary>Excitation power, percent.</summary>
    [Range(0.0, 100.0)]
    public double? PowerPercent { get; init; }

    /// <summary>Exposure of a plane, milliseconds.</summary>
    [Range(0.001, 100_000.0)]
    public double? ExposureMilliseconds { get; init; }

    /// <summary>Whether the stage is moved to centre the event, through the stage's calibration.</summary>
    public bool MoveToEvent { get; init; }

    /// <summary>Extent z,y,x of a box around the event to be imaged alone, micrometres, as <c>20,60,60</c>.</summary>
    public string? RegionMicrometres { get; init; }

    /// <summary>Further settings by name, as the microscope's side understands them.</summary>
    public Dictionary<string, string> Extras { get; init; } = [];
}
