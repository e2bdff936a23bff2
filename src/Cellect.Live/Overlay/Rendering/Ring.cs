using System.Numerics;
using System.Runtime.InteropServices;

namespace Cellect.Live.Overlay.Rendering;

/// <summary>A ring as the shader reads it.</summary>
/// <param name="Sphere">Centre (x, y, z) and radius, µm.</param>
/// <param name="Colour">As in <see cref="Palette"/>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Ring(Vector4 Sphere, uint Colour);
