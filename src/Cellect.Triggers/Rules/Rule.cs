using Cellect.Triggers.Conditions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Rules;

/// <summary>A rule that has been checked; immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Begin">Makes its condition, as at the beginning of a series.</param>
/// <param name="LookBackVolumes">Volumes that a track that is gone must be remembered for it.</param>
/// <param name="Guards">What holds it back.</param>
/// <param name="Actions">What it asks for.</param>
/// <param name="DeadlineSeconds">Oldest that a decision may be when it is sent.</param>
internal sealed record Rule(
    string Name,
    Func<ICondition> Begin,
    int LookBackVolumes,
    GuardOptions Guards,
    IReadOnlyList<RuleAction> Actions,
    double DeadlineSeconds
)
{
    /// <summary>The condition as a person would say it.</summary>
    public required string When { get; init; }

    /// <summary>Whether it needs the brightness of cells.</summary>
    public bool ReadsBrightness { get; init; }
}
