namespace Cellect.Overlay.Glfw;

/// <summary>Where a window lies on the desktop, units of the desktop.</summary>
/// <param name="X">Of its left edge.</param>
/// <param name="Y">Of its upper edge.</param>
/// <param name="Width">Its width, above 0.</param>
/// <param name="Height">Its height, above 0.</param>
internal readonly record struct WindowPlace(int X, int Y, int Width, int Height);
