using System.Globalization;

namespace Cellect.Triggers.Actions;

/// <summary>Settings of a microscope as a person would say them.</summary>
internal static class SettingsWords
{
    /// <summary>What is known or changed, joined by commas; empty where nothing is.</summary>
    public static string Of(MicroscopeSettings settings) => string.Join(", ", Parts(settings));

    private static IEnumerable<string> Parts(MicroscopeSettings settings)
    {
        if (settings.IntervalSeconds is { } interval)
            yield return $"interval {Text(interval)} s";
        if (settings.PowerPercent is { } power)
            yield return $"power {Text(power)} %";
        if (settings.ExposureMilliseconds is { } exposure)
            yield return $"exposure {Text(exposure)} ms";
        if (settings.StageMicrometres is { } stage)
            yield return $"stage to {stage} µm";
        if (settings.Region is { } region)
            yield return $"image {region.SizeMicrometres} µm from {region.OriginMicrometres}";
        foreach (var (name, text) in settings.Extras)
            yield return $"{name} = {text}";
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
