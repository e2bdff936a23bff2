using Cellect.Overlay.Egl;
using Cellect.Overlay.Glfw;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Displays;

/// <summary>What the overlay can draw with here.</summary>
internal static class GraphicsReport
{
    /// <summary>OpenGL and renderer without a window.</summary>
    /// <exception cref="NotSupportedException">There is none, and why.</exception>
    public static string Offscreen()
    {
        using var context = new EglContext();
        using var device = new GlDevice(context.GetProcAddress);
        return device.Description;
    }

    /// <summary>The library of windows.</summary>
    /// <exception cref="NotSupportedException">It is not there, and what would help.</exception>
    public static string Window()
    {
        GlfwLibrary.Require();
        return OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DISPLAY") is not { Length: > 0 }
            ? throw new NotSupportedException("GLFW is there, and no display (DISPLAY is not set)")
            : "GLFW is there";
    }
}
