using System.Numerics;

namespace Cellect.Overlay.Graphics;

/// <summary>A rectangle of the drawing, pixels, y down from the top edge.</summary>
internal readonly record struct PixelRect(float X, float Y, float Width, float Height)
{
    public Vector2 Size => new(Width, Height);

    public Vector2 Centre => new(X + Width / 2, Y + Height / 2);

    public float Right => X + Width;

    public float Bottom => Y + Height;

    public bool Contains(Vector2 point) => point.X >= X && point.X < Right && point.Y >= Y && point.Y < Bottom;
}
