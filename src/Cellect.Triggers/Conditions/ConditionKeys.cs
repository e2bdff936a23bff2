using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>Keys that several kinds of conditions take, and what these need of them.</summary>
internal static class ConditionKeys
{
    /// <summary>What narrows a condition to some tracks, and how long it must hold.</summary>
    public static readonly string[] Track =
    [
        nameof(C.Channel),
        nameof(C.Inside),
        nameof(C.Outside),
        nameof(C.MinDepthMicrometres),
        nameof(C.MaxDepthMicrometres),
        nameof(C.MinRadiusMicrometres),
        nameof(C.MaxRadiusMicrometres),
        nameof(C.MinAgeVolumes),
        nameof(C.MaxAgeVolumes),
        nameof(C.ConfirmVolumes),
    ];

    /// <summary>What narrows a condition to some divisions.</summary>
    public static readonly string[] Division = [.. Track, nameof(C.MinProbability), nameof(C.RepeatVolumes), nameof(C.Confirmed)];

    /// <summary>The level that a value crosses.</summary>
    public static readonly string[] Level = [nameof(C.AtLeast), nameof(C.AtMost)];

    /// <summary>A level is one of two.</summary>
    public static (string Key, string Message)? MissingLevel(C condition) =>
        (condition.AtLeast is null) == (condition.AtMost is null)
            ? (nameof(C.AtLeast), $"{condition.Event} needs AtLeast or AtMost, and not both")
            : null;
}
