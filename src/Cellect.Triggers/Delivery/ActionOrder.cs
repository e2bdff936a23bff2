using Cellect.Triggers.Actions;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.Delivery;

/// <summary>An action that a rule asks for, on its way to the microscope.</summary>
/// <param name="Action">What the rule asks for.</param>
/// <param name="Request">The request; its change lacks what depends on the stage's calibration.</param>
/// <param name="IsReplayed">Whether a volume of a replayed recording fired it.</param>
internal sealed record ActionOrder(RuleAction Action, ActionRequest Request, bool IsReplayed);
