using System.Reflection;
using Cellect.Data.Settings;
using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>Whether the keys of a condition go with its event, and with each other.</summary>
internal static class ConditionCheck
{
    private static readonly PropertyInfo[] Keys = [.. typeof(C).GetProperties().Where(p => p.Name != nameof(C.Event))];

    /// <summary>Everything that is wrong with the keys of a condition, but for values out of their ranges.</summary>
    public static IEnumerable<(string Key, string Message)> Mistakes(C condition)
    {
        if (ConditionKinds.Of(condition) is not { } kind)
        {
            var said = string.IsNullOrEmpty(condition.Event) ? "is missing" : $"'{SectionCheck.Shorten(condition.Event)}' is not legal";
            yield return (nameof(C.Event), $"{said}; legal is {string.Join(", ", ConditionKinds.All.Select(k => k.Event))}");
            yield break;
        }

        foreach (var key in Keys)
            if (key.GetValue(condition) is not null && !kind.Keys.Contains(key.Name))
                yield return (key.Name, $"means nothing to {kind.Event}; legal are {string.Join(", ", kind.Keys)}");
        if (kind.Missing(condition) is { } missing)
            yield return missing;
        foreach (var (low, high, least, greatest) in Ranges(condition))
            if (least > greatest)
                yield return (low, $"is above {high}: nothing can be both");
    }

    private static IEnumerable<(string Low, string High, double? Least, double? Greatest)> Ranges(C condition)
    {
        yield return (
            nameof(C.MinDepthMicrometres),
            nameof(C.MaxDepthMicrometres),
            condition.MinDepthMicrometres,
            condition.MaxDepthMicrometres
        );
        yield return (
            nameof(C.MinRadiusMicrometres),
            nameof(C.MaxRadiusMicrometres),
            condition.MinRadiusMicrometres,
            condition.MaxRadiusMicrometres
        );
        yield return (nameof(C.MinAgeVolumes), nameof(C.MaxAgeVolumes), condition.MinAgeVolumes, condition.MaxAgeVolumes);
    }
}
