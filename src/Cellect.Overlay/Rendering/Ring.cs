using System.Numerics;
using System.Runtime.InteropServices;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Rendering;

/// <summary>A mark of a cell as the shader reads it.</summary>
/// <param name="Sphere">Centre (x, y, z) and radius, µm.</param>
/// <param name="Colour">As in <see cref="Palette"/>.</param>
/// <param name="Kind">One of the constants.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Ring(Vector4 Sphere, uint Colour, float Kind = Ring.Plain)
{
    /// <summary>A ring.</summary>
    public const float Plain = 0;

    /// <summary>A ring with four strokes that point at it: a cell that has come.</summary>
    public const float Entering = 1;

    /// <summary>A cross: a cell that has gone.</summary>
    public const float Vanished = 2;
}
