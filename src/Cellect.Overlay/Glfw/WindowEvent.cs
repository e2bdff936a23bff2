using System.Numerics;

namespace Cellect.Overlay.Glfw;

/// <summary>What the user did.</summary>
internal enum WindowEventKind
{
    /// <summary>The pointer moved.</summary>
    Moved,

    /// <summary>A button went down.</summary>
    Pressed,

    /// <summary>A button went up.</summary>
    Released,

    /// <summary>The wheel turned.</summary>
    Scrolled,

    /// <summary>A character was typed.</summary>
    Typed,

    /// <summary>A key without a character went down.</summary>
    Key,

    /// <summary>The window was uncovered or resized.</summary>
    Damaged,
}

/// <summary>Which keys are held down beside the one that counts, as GLFW tells.</summary>
[Flags]
internal enum KeyModifiers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Shift.</summary>
    Shift = 1,

    /// <summary>Control.</summary>
    Control = 2,
}

/// <summary>One event of a window.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Pointer">Where the pointer was, pixels of the framebuffer, y down.</param>
/// <param name="Value">Steps of the wheel (up is positive), the character, GLFW's key, or the button: 0 left, 1 right, 2 middle.</param>
/// <param name="Modifiers">Keys held down.</param>
internal readonly record struct WindowEvent(WindowEventKind Kind, Vector2 Pointer, float Value, KeyModifiers Modifiers = KeyModifiers.None);
