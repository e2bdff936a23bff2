using Cellect.Data.Images;

namespace Cellect.Overlay.Snapshots;

/// <summary>The three maximum projections of a volume, with the grey values that are shown black and white.</summary>
/// <param name="XY">Seen along z: x to the right, y down.</param>
/// <param name="XZ">Seen along y: x to the right, z down.</param>
/// <param name="YZ">Seen along x: z to the right, y down.</param>
/// <param name="Contrast">One range for the three.</param>
internal sealed record Projections(Projection XY, Projection XZ, Projection YZ, ContrastRange Contrast);
