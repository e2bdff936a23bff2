namespace Cellect.Overlay.Graphics;

/// <summary>How rings and lines are drawn.</summary>
/// <param name="WidthPixels">Width of the line.</param>
/// <param name="Alpha">Opacity, 0 to 1, on top of each mark's own.</param>
/// <param name="GrowPixels">Added to the radius of rings.</param>
internal readonly record struct Stroke(float WidthPixels, float Alpha, float GrowPixels = 0);
