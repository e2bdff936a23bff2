using System.Numerics;
using System.Runtime.InteropServices;

namespace Cellect.Overlay.Glfw;

/// <summary>
/// What GLFW calls. An exception here would end the process, so nothing is done but to note the event on its window.
/// </summary>
internal static class GlfwCallbacks
{
    [UnmanagedCallersOnly]
    public static void Key(nint window, int key, int scanCode, int action, int modifiers)
    {
        // X11 tells the keys that were down before this one: control itself is not among them.
        if (key is GlfwNative.KeyLeftControl or GlfwNative.KeyRightControl)
            OwnerOf(window)?.Hold(action == GlfwNative.Release ? KeyModifiers.None : KeyModifiers.Control);
        else if (action is GlfwNative.Press or GlfwNative.Repeat)
            Note(window, WindowEventKind.Key, key, modifiers);
    }

    [UnmanagedCallersOnly]
    public static void Character(nint window, uint codePoint) => Note(window, WindowEventKind.Typed, codePoint);

    [UnmanagedCallersOnly]
    public static void Moved(nint window, double x, double y) => OwnerOf(window)?.MovePointer(new Vector2((float)x, (float)y));

    [UnmanagedCallersOnly]
    public static void Button(nint window, int button, int action, int modifiers)
    {
        if (button is >= 0 and <= 2)
            Note(window, action == GlfwNative.Press ? WindowEventKind.Pressed : WindowEventKind.Released, button, modifiers);
    }

    [UnmanagedCallersOnly]
    public static void Scrolled(nint window, double x, double y) => Note(window, WindowEventKind.Scrolled, (float)y);

    [UnmanagedCallersOnly]
    public static void Damaged(nint window) => Note(window, WindowEventKind.Damaged, 0);

    private static void Note(nint window, WindowEventKind kind, float value, int modifiers)
    {
        if (OwnerOf(window) is not { } owner)
            return;
        owner.Hold((KeyModifiers)modifiers);
        owner.Add(kind, value);
    }

    private static void Note(nint window, WindowEventKind kind, float value) => OwnerOf(window)?.Add(kind, value);

    private static GlfwWindow? OwnerOf(nint window) => GCHandle.FromIntPtr(GlfwNative.GetWindowUserPointer(window)).Target as GlfwWindow;
}
