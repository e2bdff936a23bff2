using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Safety;

/// <summary>Whether what a microscope tells of itself can be: nothing that is no number, negative or beyond its range is taken.</summary>
internal static class ReadingCheck
{
    private const double MaxSeconds = 86_400,
        MaxMilliseconds = 600_000,
        MaxPercent = 100;

    /// <summary>What cannot be; null: all can.</summary>
    public static string? Mistake(MicroscopeSettings told) =>
        Outside("power_percent", told.PowerPercent, MaxPercent)
        ?? Outside("exposure_ms", told.ExposureMilliseconds, MaxMilliseconds)
        ?? Outside("interval_s", told.IntervalSeconds, MaxSeconds)
        ?? (told.StageMicrometres is { IsFinite: false } ? "stage_um is not three numbers" : null);

    private static string? Outside(string name, double? told, double max) =>
        told is not { } value || (value >= 0 && value <= max)
            ? null
            : FormattableString.Invariant($"{name} = {value:0.###}, which is outside 0 to {max:0}");
}
