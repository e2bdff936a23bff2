namespace Cellect.Stream.Wire;

/// <summary>A message that was understood.</summary>
/// <param name="Message">What it announces.</param>
/// <param name="Pixels">Its pixel parts; lent for the call.</param>
internal readonly record struct Reading(WireMessage Message, IPartSource Pixels);
