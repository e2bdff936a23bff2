using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Cellect.Triggers.Settings;

/// <summary>Ways to the microscope; section <c>Microscope</c> of appsettings.json.</summary>
internal sealed partial class MicroscopeOptions : IValidatableObject
{
    private const int MaxAdapters = 16;

    /// <summary>The adapters that rules' actions name.</summary>
    /// <value>At most 16, by a name of 1 to 40 letters, digits, hyphens and underscores; default none.</value>
    public Dictionary<string, AdapterOptions> Adapters { get; init; } = [];

    /// <summary>From places in the images to stage positions.</summary>
    [Required]
    public CalibrationOptions Calibration { get; init; } = new();

    /// <summary>The process that puts the microscope back when the service cannot.</summary>
    [Required]
    public WatchdogOptions Watchdog { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Adapters.Count > MaxAdapters)
            yield return new ValidationResult($"{Adapters.Count} adapters; at most {MaxAdapters}", [nameof(Adapters)]);
        foreach (var (name, options) in Adapters)
        {
            if (!Name().IsMatch(name))
                yield return new ValidationResult(
                    $"name '{name}' must be 1 to 40 letters, digits, hyphens and underscores",
                    [nameof(Adapters)]
                );
            foreach (var mistake in Mistakes(options, $"{nameof(Adapters)}:{name}:"))
                yield return mistake;
        }
    }

    // The options reader does not look into dictionaries.
    private static IEnumerable<ValidationResult> Mistakes(object options, string path)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        foreach (var result in results)
            yield return new ValidationResult($"{result.ErrorMessage}", [.. result.MemberNames.Select(m => path + m)]);
        foreach (var property in options.GetType().GetProperties())
            if (
                property.PropertyType is { IsClass: true, Namespace: { } space }
                && space.StartsWith(nameof(Cellect), StringComparison.Ordinal)
                && property.GetValue(options) is { } value
            )
                foreach (var mistake in Mistakes(value, $"{path}{property.Name}:"))
                    yield return mistake;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex Name();
}
