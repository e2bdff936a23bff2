using System.Globalization;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Rules;

/// <summary>Makes actions of options.</summary>
internal static class ActionCompiler
{
    private const double MaxExtent = 1e6;

    /// <summary>The action; what is wrong with it goes to <paramref name="mistakes"/>.</summary>
    /// <param name="options">Values within their ranges.</param>
    /// <param name="path">Where it stands in the settings.</param>
    /// <param name="hasPlace">Whether the rule's condition finds a place.</param>
    /// <param name="adapters">The adapters that there are; null: any.</param>
    /// <param name="mistakes">Gets what is wrong.</param>
    public static RuleAction Compile(
        RuleActionOptions options,
        string path,
        bool hasPlace,
        IReadOnlyCollection<string>? adapters,
        List<string> mistakes
    )
    {
        var extent = Extent(options.RegionMicrometres);
        if (options.RegionMicrometres is not null && extent is null)
            mistakes.Add(
                $"{path}:{nameof(options.RegionMicrometres)}: '{Shorten(options.RegionMicrometres)}' is not three "
                    + $"lengths z,y,x above 0 and at most {MaxExtent:0} µm, as 20,60,60"
            );
        var action = new RuleAction(options.Adapter, Change(options), options.MoveToEvent, extent);
        if (action.NeedsPlace && !hasPlace)
            mistakes.Add($"{path}: the condition has no single place to move to or to image; leave out MoveToEvent and RegionMicrometres");
        if (action.Change.IsEmpty && !action.NeedsPlace && options.RegionMicrometres is null)
            mistakes.Add(
                $"{path}: changes nothing; set one of IntervalSeconds, PowerPercent, ExposureMilliseconds, "
                    + $"MoveToEvent, RegionMicrometres, Extras"
            );
        if (adapters is not null && !adapters.Contains(options.Adapter))
            mistakes.Add(
                $"{path}:{nameof(options.Adapter)}: no adapter '{Shorten(options.Adapter)}'; "
                    + (
                        adapters.Count == 0
                            ? "there are none: set one up in Microscope:Adapters"
                            : $"there are {string.Join(", ", adapters.Take(20))}"
                    )
            );
        if (
            options.Extras.Count > MicroscopeSettings.MaxExtras
            || options.Extras.Any(e =>
                e.Key.Length is 0 or > MicroscopeSettings.MaxExtraChars || (e.Value?.Length ?? 0) > MicroscopeSettings.MaxExtraChars
            )
        )
            mistakes.Add(
                $"{path}:{nameof(options.Extras)}: at most {MicroscopeSettings.MaxExtras} names and texts of at most "
                    + $"{MicroscopeSettings.MaxExtraChars} characters"
            );
        return action;
    }

    private static MicroscopeSettings Change(RuleActionOptions options) =>
        new()
        {
            IntervalSeconds = options.IntervalSeconds,
            PowerPercent = options.PowerPercent,
            ExposureMilliseconds = options.ExposureMilliseconds,
            Extras = options.Extras.ToDictionary(e => e.Key, e => e.Value ?? ""),
        };

    private static Point3? Extent(string? text)
    {
        var parts = text?.Split(',') ?? [];
        Span<double> values = stackalloc double[3];
        for (var i = 0; i < 3; i++)
            if (
                parts.Length != 3
                || !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                || !(values[i] > 0 && values[i] <= MaxExtent)
            )
                return null;
        return new Point3(values[0], values[1], values[2]);
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
