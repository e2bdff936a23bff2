using System.Numerics;

namespace Cellect.Overlay.Graphics;

/// <summary>What is drawn into.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="PixelRatio">Pixels of the screen for one of an ordinary screen, as the system tells; 1 for pictures.</param>
internal readonly record struct Drawing(int Width, int Height, float PixelRatio)
{
    public Vector2 Size => new(Width, Height);

    /// <summary>Size of text, lines and margins: 1 at 1280x800, larger on larger drawings, never too small to read.</summary>
    public float UiScale => Math.Clamp(Math.Min(Width / 1280f, Height / 800f), 0.75f * PixelRatio, 3 * PixelRatio);
}
