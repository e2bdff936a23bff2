using System.ComponentModel.DataAnnotations;

namespace Cellect.Dashboard.Settings;

/// <summary>The section <c>Notifications</c> of the settings: who is told of what, wherever they are.</summary>
internal sealed class NotificationOptions : IValidatableObject
{
    private const int MostTargets = 16;

    /// <summary>Where messages go, at most 16; none: nothing is told. Try them with <c>cellect notify --test</c>.</summary>
    public List<TargetOptions> Targets { get; init; } = [];

    /// <summary>Whether alerts are told.</summary>
    public bool Alerts { get; init; } = true;

    /// <summary>Whether the end of a series is told.</summary>
    public bool SeriesEnd { get; init; } = true;

    /// <summary>Tells when more cells divide than this, counted over the last ten minutes of this computer's clock; again when fewer than
    /// 80 % did meanwhile.</summary>
    /// <value>0 to 1,000,000 an hour; default 0: never.</value>
    [Range(0.0, 1_000_000.0)]
    public double DivisionsPerHour { get; init; }

    /// <summary>Messages to a target within an hour, at most. What comes beyond is counted and told in one line later.</summary>
    /// <value>1 to 1,000; default 12.</value>
    [Range(1, 1000)]
    public int MaxPerHour { get; init; } = 12;

    /// <summary>How long the same message is only counted after it was sent.</summary>
    /// <value>0 to 1,440 minutes; default 60.</value>
    [Range(0.0, 1440.0)]
    public double FoldMinutes { get; init; } = 60;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Targets.Count > MostTargets)
            yield return new ValidationResult($"{Targets.Count} targets; at most {MostTargets} are legal", [nameof(Targets)]);
    }
}
