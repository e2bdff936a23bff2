using System.Numerics;
using System.Runtime.InteropServices;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Rendering;

/// <summary>A line as the shader reads it.</summary>
/// <param name="From">One end (x, y, z), µm.</param>
/// <param name="To">The other end, µm.</param>
/// <param name="FromColour">As in <see cref="Palette"/>.</param>
/// <param name="ToColour">As in <see cref="Palette"/>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Segment(Vector3 From, Vector3 To, uint FromColour, uint ToColour);
