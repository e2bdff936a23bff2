using Cellect.Overlay.Displays;
using Cellect.Overlay.Egl;

namespace Cellect.Overlay.Tests;

/// <summary>Skips a test where nothing can be drawn without a display.</summary>
internal static class OffscreenGl
{
    public static OffscreenCanvas CanvasOrSkip(int width, int height)
    {
        SkipWithoutEgl();
        return new OffscreenCanvas(width, height);
    }

    public static void SkipWithoutEgl()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pictures without a display need EGL, which only Linux has");
        try
        {
            using var context = new EglContext();
        }
        catch (NotSupportedException missing)
        {
            Assert.Skip(missing.Message);
        }
    }
}
