namespace Cellect.Overlay.Snapshots;

/// <summary>A division that is still marked.</summary>
/// <param name="Mother">The mother where she was last seen.</param>
/// <param name="First">The one daughter where she is now.</param>
/// <param name="Second">The other daughter where she is now.</param>
/// <param name="Age">0 in the frame in which the daughters appear, towards 1 when the mark ends.</param>
internal readonly record struct DivisionMark(OverlayCell Mother, OverlayCell First, OverlayCell Second, float Age);
