using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Safety;

/// <summary>Hard limits of what an action may ask for. The last check before sending; knows nothing of rules.</summary>
/// <param name="options">The limits; what has none is not allowed.</param>
internal sealed class SafetyEnvelope(EnvelopeOptions options)
{
    /// <summary>Why a change must not be sent; null: it may.</summary>
    /// <param name="change">What is asked for.</param>
    /// <param name="recorded">The microscope's settings at arming; null where nothing was read, in a dry run.</param>
    public string? Refusal(MicroscopeSettings change, MicroscopeSettings? recorded) =>
        Power(change.PowerPercent)
        ?? Exposure(change.ExposureMilliseconds)
        ?? Interval(change.IntervalSeconds)
        ?? Stage(change.StageMicrometres, recorded)
        ?? Region(change.Region)
        ?? Extras(change.Extras);

    private string? Power(double? percent) =>
        percent is not { } value ? null
        : options.MaxPowerPercent is not { } max ? NotAllowed("the power", nameof(options.MaxPowerPercent))
        : value >= 0 && value <= max ? null
        : Beyond("power", value, "%", 0, max);

    private string? Exposure(double? milliseconds) =>
        milliseconds is not { } value ? null
        : options.MaxExposureMilliseconds is not { } max ? NotAllowed("the exposure", nameof(options.MaxExposureMilliseconds))
        : value > 0 && value <= max ? null
        : Beyond("exposure", value, "ms", 0, max);

    private string? Interval(double? seconds) =>
        seconds is not { } value ? null
        : options.MinIntervalSeconds is not { } min ? NotAllowed("the interval", nameof(options.MinIntervalSeconds))
        : value >= min && value <= options.MaxIntervalSeconds ? null
        : Beyond("interval", value, "s", min, options.MaxIntervalSeconds);

    private string? Stage(Point3? position, MicroscopeSettings? recorded)
    {
        if (position is not { } to)
            return null;
        if (options.MaxStageTravelMicrometres is not { } max)
            return NotAllowed("the stage", nameof(options.MaxStageTravelMicrometres));
        if (!to.IsFinite)
            return "the stage position is not a number";
        if (recorded is null)
            return null;
        if (recorded.StageMicrometres is not { } from)
            return "the microscope did not tell where the stage stood at arming, so its travel cannot be bounded";
        return Point3.Distance(from, to) is var travel && travel <= max ? null : Beyond("stage travel since arming", travel, "µm", 0, max);
    }

    private string? Region(ImagedRegion? region) =>
        region is null || options.AllowImagedRegion ? null : NotAllowed("the imaged region", nameof(options.AllowImagedRegion));

    private string? Extras(IReadOnlyDictionary<string, string> extras) =>
        extras.Keys.FirstOrDefault(name => !options.AllowedExtras.Contains(name)) is { } name
            ? NotAllowed($"'{name}'", nameof(options.AllowedExtras))
            : null;

    private static string NotAllowed(string what, string key) => $"no action may change {what}: Triggers:Envelope:{key} is not set";

    private static string Beyond(string what, double value, string unit, double min, double max) =>
        FormattableString.Invariant($"{what} {value:0.###} {unit} is outside the safety envelope of {min:0.###} to {max:0.###} {unit}");
}
