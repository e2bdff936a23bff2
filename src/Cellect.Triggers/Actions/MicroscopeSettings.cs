namespace Cellect.Triggers.Actions;

/// <summary>
/// Settings of a microscope: what was read back, or what an action changes. Null means not known, or not to be changed. All values
/// are absolute, so that carrying out the same change twice leaves the microscope in the same state.
/// </summary>
internal sealed record MicroscopeSettings
{
    /// <summary>Most entries of <see cref="Extras"/>.</summary>
    public const int MaxExtras = 16;

    /// <summary>Most characters of a name or a text of <see cref="Extras"/>.</summary>
    public const int MaxExtraChars = 200;

    /// <summary>Nothing known, nothing changed.</summary>
    public static readonly MicroscopeSettings None = new();

    /// <summary>Time from the start of one volume to the start of the next, seconds.</summary>
    public double? IntervalSeconds { get; init; }

    /// <summary>Excitation power, percent of the most that the microscope gives.</summary>
    public double? PowerPercent { get; init; }

    /// <summary>Exposure of one plane, milliseconds.</summary>
    public double? ExposureMilliseconds { get; init; }

    /// <summary>Position of the stage, micrometres of the stage's own coordinates.</summary>
    public Point3? StageMicrometres { get; init; }

    /// <summary>The box that is imaged.</summary>
    public ImagedRegion? Region { get; init; }

    /// <summary>
    /// Whatever else the microscope's side understands, by name: at most <see cref="MaxExtras"/> entries of at most
    /// <see cref="MaxExtraChars"/> characters. Passed on untouched.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extras { get; init; } = new Dictionary<string, string>();

    /// <summary>True when nothing is known or changed.</summary>
    public bool IsEmpty =>
        IntervalSeconds is null
        && PowerPercent is null
        && ExposureMilliseconds is null
        && StageMicrometres is null
        && Region is null
        && Extras.Count == 0;
}
