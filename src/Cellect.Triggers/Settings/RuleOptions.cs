using System.ComponentModel.DataAnnotations;
using Cellect.Triggers.Conditions;

namespace Cellect.Triggers.Settings;

/// <summary>One rule: when, held back by what, then what.</summary>
internal sealed class RuleOptions
{
    /// <summary>Its name: 1 to 64 letters, digits, '-' or '_'; unique.</summary>
    [RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "must be 1 to 64 letters, digits, '-' or '_'")]
    [Required]
    public string Name { get; init; } = "";

    /// <summary>The condition.</summary>
    [Required]
    public ConditionOptions When { get; init; } = new();

    /// <summary>What holds a firing back.</summary>
    [Required]
    public GuardOptions Guards { get; init; } = new();

    /// <summary>What the microscope is asked for, at most 8 actions; none: the firing is published and written to the audit log
    /// alone.</summary>
    public List<RuleActionOptions> Then { get; init; } = [];

    /// <summary>Oldest that a decision may be when it is sent, milliseconds since the end of exposure.</summary>
    /// <value>1 to 86,400,000 ms; default 10,000 ms.</value>
    [Range(1.0, 86_400_000.0)]
    public double DeadlineMilliseconds { get; init; } = 10_000;
}
