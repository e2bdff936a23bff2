using System.Numerics;
using System.Runtime.InteropServices;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Rendering;

/// <summary>One digit of a label as the shader reads it.</summary>
/// <param name="Sphere">Centre (x, y, z) and radius of the cell, µm.</param>
/// <param name="Column">Place in the label, from 0.</param>
/// <param name="Digit">0 to 9.</param>
/// <param name="Corner">Which side of the ring.</param>
/// <param name="Colour">As in <see cref="Palette"/>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Glyph(Vector4 Sphere, float Column, float Digit, Vector2 Corner, uint Colour);
