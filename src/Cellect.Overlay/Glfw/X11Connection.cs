using System.Runtime.InteropServices;

namespace Cellect.Overlay.Glfw;

/// <summary>
/// Xlib ends the whole process when its display goes away (a session is logged out, an ssh tunnel breaks). An experiment must
/// outlive its window, so the exit is replaced by a note that the display is lost.
/// </summary>
internal static unsafe partial class X11Connection
{
    private static volatile bool _lost;

    /// <summary>True when the display has gone away: nothing must be asked of it, nor of GLFW, any more in this process.</summary>
    public static bool Lost => _lost;

    /// <summary>
    /// Gives up the lost display, on the thread that used it: Xlib has left it locked, and libGLX, which asks for the lock when
    /// the process ends, would wait for ever.
    /// </summary>
    public static void Abandon() => UnlockDisplay(GetX11Display());

    /// <summary>Watches the display that GLFW has opened. Does nothing where GLFW does not use Xlib, or Xlib is older than 1.7.</summary>
    public static void Watch()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            // Both: the default of the first ends the process before the second is asked.
            SetIOErrorExitHandler(GetX11Display(), &OnExit, 0);
            SetIOErrorHandler(&OnError);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException) { }
    }

    [UnmanagedCallersOnly]
    private static int OnError(nint display)
    {
        _lost = true;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static void OnExit(nint display, nint data) => _lost = true;

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetX11Display")]
    private static partial nint GetX11Display();

    [LibraryImport("libX11.so.6", EntryPoint = "XUnlockDisplay")]
    private static partial void UnlockDisplay(nint display);

    [LibraryImport("libX11.so.6", EntryPoint = "XSetIOErrorHandler")]
    private static partial nint SetIOErrorHandler(delegate* unmanaged<nint, int> handler);

    [LibraryImport("libX11.so.6", EntryPoint = "XSetIOErrorExitHandler")]
    private static partial void SetIOErrorExitHandler(nint display, delegate* unmanaged<nint, nint, void> handler, nint data);
}
