using Cellect.Triggers.Conditions;

namespace Cellect.Triggers.Rules;

/// <summary>A condition was met: the rule fires, or a guard holds it back.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Occurrence">What met it.</param>
/// <param name="Key">Identifies it: the same on every evaluation of the same frames.</param>
/// <param name="HeldBackBy">Name of the guard; empty: the rule fires.</param>
/// <param name="Frame">The frame it was decided on.</param>
internal sealed record Evaluation(Rule Rule, Occurrence Occurrence, string Key, string HeldBackBy, FrameFacts Frame)
{
    /// <summary>True when the rule fires.</summary>
    public bool Fires => HeldBackBy.Length == 0;
}
