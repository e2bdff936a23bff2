using System.Globalization;
using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>A condition as a person would say it.</summary>
internal static class ConditionWords
{
    /// <summary>The event and all that narrows it; empty where there is no such event.</summary>
    public static string Of(C? condition) =>
        condition is null || ConditionKinds.Of(condition) is not { } kind
            ? ""
            : string.Join(", ", Narrowings(condition).Where(words => words.Length > 0).Prepend(kind.Words(condition)));

    /// <summary>How a value reaches its level.</summary>
    public static string Level(C condition) =>
        condition.AtLeast is { } least ? $"rises to {Text(least)}"
        : condition.AtMost is { } most ? $"falls to {Text(most)}"
        : "";

    /// <summary>A number with at most three decimals.</summary>
    public static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Narrowings(C condition)
    {
        yield return condition.Channel is { } channel && !ConditionKinds.Of(condition)!.SeesAllPopulations ? $"of channel {channel}" : "";
        yield return condition.MinProbability is { } probability ? $"with a probability of at least {Text(probability)}" : "";
        yield return condition.Inside is { Length: > 0 } inside ? $"in {inside}" : "";
        yield return condition.Outside is { Length: > 0 } outside ? $"not in {outside}" : "";
        yield return Range("depth", condition.MinDepthMicrometres, condition.MaxDepthMicrometres, "µm");
        yield return Range("radius", condition.MinRadiusMicrometres, condition.MaxRadiusMicrometres, "µm");
        yield return Range("age", condition.MinAgeVolumes, condition.MaxAgeVolumes, "volumes");
        yield return condition.ConfirmVolumes is { } confirm ? $"borne out by {confirm} later {(confirm == 1 ? "volume" : "volumes")}" : "";
        yield return condition.Confirmed == true ? "confirmed by the model" : "";
        yield return condition.SameCell == true ? "of the same cell" : "";
    }

    private static string Range(string what, double? least, double? greatest, string unit) =>
        (least, greatest) switch
        {
            ({ } low, { } high) => $"{what} {Text(low)} to {Text(high)} {unit}",
            ({ } low, null) => $"{what} at least {Text(low)} {unit}",
            (null, { } high) => $"{what} at most {Text(high)} {unit}",
            _ => "",
        };
}
