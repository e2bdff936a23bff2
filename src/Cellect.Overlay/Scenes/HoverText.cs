using System.Numerics;

namespace Cellect.Overlay.Scenes;

/// <summary>Words beside what the pointer rests on.</summary>
/// <param name="Text">The words.</param>
/// <param name="Anchor">What they belong to, pixels.</param>
/// <param name="Below">True: centred below it; false: at its right.</param>
internal readonly record struct HoverText(string Text, Vector2 Anchor, bool Below = false);
