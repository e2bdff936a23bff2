using Cellect.Live.Triggers.Actions;
using Cellect.Live.Triggers.Rules;

namespace Cellect.Live.Triggers.Delivery;

/// <summary>An action that a rule asks for, on its way to the microscope.</summary>
/// <param name="Action">What the rule asks for.</param>
/// <param name="Request">The request; its change lacks what depends on the stage's calibration.</param>
internal sealed record ActionOrder(RuleAction Action, ActionRequest Request);
