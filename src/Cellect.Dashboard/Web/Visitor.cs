using Cellect.Data.Status;

namespace Cellect.Dashboard.Web;

/// <summary>What whoever sends a request may do.</summary>
/// <param name="MayRead">See the page.</param>
/// <param name="MayStop">Stop the triggers.</param>
/// <param name="MayArm">Arm them.</param>
/// <param name="Caller">Who it is, for the audit log.</param>
internal sealed record Visitor(bool MayRead, bool MayStop, bool MayArm, Caller Caller);
