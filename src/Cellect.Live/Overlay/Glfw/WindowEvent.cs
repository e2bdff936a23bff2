using System.Numerics;

namespace Cellect.Live.Overlay.Glfw;

/// <summary>What the user did.</summary>
internal enum WindowEventKind
{
    /// <summary>The pointer moved.</summary>
    Moved,

    /// <summary>The left button went down.</summary>
    Pressed,

    /// <summary>The left button went up.</summary>
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

/// <summary>One event of a window.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Pointer">Where the pointer was, pixels of the framebuffer, y down.</param>
/// <param name="Value">Steps of the wheel (up is positive), the character, or GLFW's key.</param>
internal readonly record struct WindowEvent(WindowEventKind Kind, Vector2 Pointer, float Value);
