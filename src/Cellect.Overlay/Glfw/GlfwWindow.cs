using System.Numerics;
using System.Runtime.InteropServices;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Glfw;

/// <summary>A window with an OpenGL 4.1 core context, current on the thread that made it. One at a time in a process.</summary>
internal sealed unsafe class GlfwWindow : IDisposable
{
    private readonly GlfwWindowHandle _window;
    private readonly List<WindowEvent> _events = [];
    private GCHandle _self;
    private Vector2 _pointer;
    private KeyModifiers _held;

    /// <exception cref="NotSupportedException">There is no display, no GLFW or no OpenGL 4.1.</exception>
    public GlfwWindow(int width, int height, string title)
    {
        GlfwLibrary.Require();
        if (X11Connection.Lost)
            throw new NotSupportedException("the display of this process has gone away; restart to get a window again");
        if (GlfwNative.Init() == 0)
            throw new NotSupportedException(LastError());
        X11Connection.Watch();
        SetHints();
        _window = GlfwNative.CreateWindow(width, height, title, 0, 0);
        if (_window.IsInvalid)
        {
            var problem = LastError();
            GlfwNative.Terminate();
            throw new NotSupportedException(problem);
        }

        GlfwNative.MakeContextCurrent(_window);
        GlfwNative.SwapInterval(1);
        Listen();
    }

    /// <summary>True when the user has closed the window.</summary>
    public bool CloseRequested => GlfwNative.WindowShouldClose(_window) != 0;

    /// <summary>True when the display itself has gone away.</summary>
    public bool DisplayLost => X11Connection.Lost;

    /// <summary>Size of the framebuffer; 0 while the window is minimised.</summary>
    public Drawing Drawing
    {
        get
        {
            GlfwNative.GetFramebufferSize(_window, out var width, out var height);
            GlfwNative.GetWindowContentScale(_window, out var scale, out _);
            return new Drawing(width, height, Math.Max(1, scale));
        }
    }

    /// <summary>Where it lies on the desktop. One that would lie on no screen is not moved there.</summary>
    public WindowPlace Place
    {
        get
        {
            GlfwNative.GetWindowPos(_window, out var x, out var y);
            GlfwNative.GetWindowSize(_window, out var width, out var height);
            return new WindowPlace(x, y, width, height);
        }
        set
        {
            if (!OnAScreen(value))
                return;
            GlfwNative.SetWindowSize(_window, value.Width, value.Height);
            GlfwNative.SetWindowPos(_window, value.X, value.Y);
        }
    }

    /// <summary>The address of an OpenGL function.</summary>
    public static nint GetProcAddress(string name) => GlfwNative.GetProcAddress(name);

    /// <summary>Waits for events, at most as long as told, and appends them to <paramref name="events"/>.</summary>
    public void WaitForEvents(TimeSpan timeout, List<WindowEvent> events)
    {
        GlfwNative.WaitEventsTimeout(Math.Max(0.001, timeout.TotalSeconds));
        events.AddRange(_events);
        _events.Clear();
    }

    /// <summary>Shows what was drawn.</summary>
    public void Present() => GlfwNative.SwapBuffers(_window);

    /// <summary>Closes the window, on its thread.</summary>
    public void Dispose()
    {
        if (DisplayLost)
            Abandon();
        else
            Close();
        if (_self.IsAllocated)
            _self.Free();
    }

    /// <summary>Called by <see cref="GlfwCallbacks"/>; the pointer is told in units of the window, on dense screens several
    /// pixels.</summary>
    internal void MovePointer(Vector2 pointer)
    {
        GlfwNative.GetWindowSize(_window, out var width, out _);
        _pointer = pointer * (width > 0 ? (float)Drawing.Width / width : 1);
        Add(WindowEventKind.Moved, 0);
    }

    /// <summary>
    /// Called by <see cref="GlfwCallbacks"/>; keeps what happened for <see cref="WaitForEvents"/>. The pointer is where the last
    /// move left it: asked for now, it would be ahead of events that come in a bunch.
    /// </summary>
    internal void Add(WindowEventKind kind, float value) => _events.Add(new WindowEvent(kind, _pointer, value, _held));

    /// <summary>Called by <see cref="GlfwCallbacks"/>: the wheel tells no keys, so those of the last key or button count.</summary>
    internal void Hold(KeyModifiers held) => _held = held;

    // The bar by which a window is dragged must be within reach.
    private static bool OnAScreen(WindowPlace place)
    {
        var monitors = GlfwNative.GetMonitors(out var count);
        for (var i = 0; i < count; i++)
        {
            GlfwNative.GetMonitorWorkarea(monitors[i], out var x, out var y, out var width, out var height);
            var (middle, top) = (place.X + place.Width / 2, place.Y);
            if (middle >= x && middle < x + width && top >= y && top < y + height && place.Width <= width && place.Height <= height)
                return true;
        }

        return false;
    }

    private void Abandon()
    {
        _window.SetHandleAsInvalid();
        X11Connection.Abandon();
    }

    private void Close()
    {
        _window.Dispose();
        GlfwNative.Terminate();
    }

    private static void SetHints()
    {
        GlfwNative.WindowHint(GlfwNative.ContextVersionMajor, 4);
        GlfwNative.WindowHint(GlfwNative.ContextVersionMinor, 1);
        GlfwNative.WindowHint(GlfwNative.OpenGlProfile, GlfwNative.OpenGlCoreProfile);
        GlfwNative.WindowHint(GlfwNative.OpenGlForwardCompatible, 1);
        GlfwNative.WindowHint(GlfwNative.ScaleToMonitor, 1);
    }

    private static string LastError()
    {
        var code = GlfwNative.GetError(out var description);
        return Marshal.PtrToStringUTF8(description) ?? $"GLFW error 0x{code:X}";
    }

    private void Listen()
    {
        _self = GCHandle.Alloc(this);
        GlfwNative.SetWindowUserPointer(_window, GCHandle.ToIntPtr(_self));
        GlfwNative.SetKeyCallback(_window, &GlfwCallbacks.Key);
        GlfwNative.SetCharCallback(_window, &GlfwCallbacks.Character);
        GlfwNative.SetCursorPosCallback(_window, &GlfwCallbacks.Moved);
        GlfwNative.SetMouseButtonCallback(_window, &GlfwCallbacks.Button);
        GlfwNative.SetScrollCallback(_window, &GlfwCallbacks.Scrolled);
        GlfwNative.SetWindowRefreshCallback(_window, &GlfwCallbacks.Damaged);
    }
}
