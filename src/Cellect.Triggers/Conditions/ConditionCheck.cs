using System.Reflection;
using C = Cellect.Triggers.Settings.ConditionOptions;

namespace Cellect.Triggers.Settings;

/// <summary>Which keys go with which event.</summary>
internal static class ConditionCheck
{
    private static readonly string[] Place =
    [
        nameof(C.Inside),
        nameof(C.Outside),
        nameof(C.MinDepthMicrometres),
        nameof(C.MaxDepthMicrometres),
        nameof(C.MinRadiusMicrometres),
        nameof(C.MaxRadiusMicrometres),
    ];

    private static readonly string[] Track = [.. Place, nameof(C.MinAgeVolumes), nameof(C.MaxAgeVolumes), nameof(C.ConfirmVolumes)];
    private static readonly string[] Division = [.. Track, nameof(C.MinProbability), nameof(C.RepeatVolumes)];
    private static readonly string[] Level = [nameof(C.AtLeast), nameof(C.AtMost)];

    private static readonly Dictionary<TriggerEvent, string[]> Legal = new()
    {
        [TriggerEvent.Division] = Division,
        [TriggerEvent.DivisionRate] = [.. Division, .. Level, nameof(C.WindowSeconds)],
        [TriggerEvent.CellCount] = [.. Track, .. Level],
        [TriggerEvent.CellDensity] = [.. Track, .. Level],
        [TriggerEvent.EnterRegion] = [.. Track, nameof(C.Region)],
        [TriggerEvent.LeaveRegion] = [.. Track, nameof(C.Region)],
        [TriggerEvent.Speed] = [.. Track, .. Level],
        [TriggerEvent.NewTrack] = Track,
        [TriggerEvent.LostTrack] = Track,
        [TriggerEvent.Sequence] = [nameof(C.First), nameof(C.Then), nameof(C.WithinSeconds), nameof(C.SameCell)],
    };

    private static readonly PropertyInfo[] Keys = [.. typeof(C).GetProperties().Where(p => p.Name != nameof(C.Event))];

    /// <summary>Everything that is wrong with the keys of a condition, but for values out of their ranges.</summary>
    public static IEnumerable<(string Key, string Message)> Mistakes(C condition)
    {
        if (!Legal.TryGetValue(condition.Event, out var legal))
        {
            yield return (nameof(C.Event), $"is {condition.Event}; legal are {string.Join(", ", Legal.Keys)}");
            yield break;
        }

        foreach (var key in Keys)
            if (key.GetValue(condition) is not null && !legal.Contains(key.Name))
                yield return (key.Name, $"means nothing to {condition.Event}; legal are {string.Join(", ", legal)}");
        foreach (var mistake in Needs(condition))
            yield return mistake;
        foreach (var (low, high, least, greatest) in Ranges(condition))
            if (least > greatest)
                yield return (low, $"is above {high}: nothing can be both");
    }

    private static IEnumerable<(string Key, string Message)> Needs(C condition)
    {
        switch (condition.Event)
        {
            case TriggerEvent.DivisionRate
            or TriggerEvent.CellCount
            or TriggerEvent.CellDensity
            or TriggerEvent.Speed when (condition.AtLeast is null) == (condition.AtMost is null):
                yield return (nameof(C.AtLeast), $"{condition.Event} needs AtLeast or AtMost, and not both");
                break;
            case TriggerEvent.EnterRegion or TriggerEvent.LeaveRegion when string.IsNullOrEmpty(condition.Region):
                yield return (nameof(C.Region), $"{condition.Event} needs the name of a region");
                break;
            case TriggerEvent.Sequence when condition.First is null || condition.Then is null:
                yield return (nameof(C.First), "a Sequence needs First and Then");
                break;
            case TriggerEvent.Sequence when condition.First.Event == TriggerEvent.Sequence || condition.Then.Event == TriggerEvent.Sequence:
                yield return (nameof(C.First), "a Sequence may not hold another one");
                break;
        }
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
