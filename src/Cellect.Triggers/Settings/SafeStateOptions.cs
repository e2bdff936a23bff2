using System.ComponentModel.DataAnnotations;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Settings;

/// <summary>
/// The state that counts as recorded at arming where a device cannot be asked for its settings. What is not set is not put back.
/// </summary>
internal sealed class SafeStateOptions : IValidatableObject
{
    /// <summary>Time from the start of one volume to the start of the next.</summary>
    /// <value>0 to 86,400 s; null (default): left alone.</value>
    [Range(0.0, 86_400.0)]
    public double? IntervalSeconds { get; init; }

    /// <summary>Excitation power.</summary>
    /// <value>0 to 100 percent; null (default): left alone.</value>
    [Range(0.0, 100.0)]
    public double? PowerPercent { get; init; }

    /// <summary>Exposure of one plane.</summary>
    /// <value>0 to 600,000 ms; null (default): left alone.</value>
    [Range(0.0, 600_000.0)]
    public double? ExposureMilliseconds { get; init; }

    /// <summary>Whatever else the adapter sends, by name.</summary>
    /// <value>At most 16 entries of at most 200 characters; default none.</value>
    public Dictionary<string, string> Extras { get; init; } = [];

    /// <summary>As settings.</summary>
    public MicroscopeSettings ToSettings() =>
        new()
        {
            IntervalSeconds = IntervalSeconds,
            PowerPercent = PowerPercent,
            ExposureMilliseconds = ExposureMilliseconds,
            Extras = Extras,
        };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ExtraRules.Mistake(Extras) is { } mistake ? [new ValidationResult(mistake, [nameof(Extras)])] : [];
}
