using System.Numerics;

namespace Cellect.Live.Overlay.Snapshots;

/// <summary>A cell as it is drawn.</summary>
/// <param name="Track">Track id, from 1: decides the colour.</param>
/// <param name="Position">Centre (x, y, z), µm from the corner of the volume.</param>
/// <param name="Radius">µm.</param>
internal readonly record struct OverlayCell(int Track, Vector3 Position, float Radius);
