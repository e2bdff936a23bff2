using Microsoft.Win32.SafeHandles;

namespace Cellect.Overlay.Glfw;

/// <summary>A GLFW window; to be disposed on the thread that made it, as GLFW demands.</summary>
internal sealed class GlfwWindowHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        GlfwNative.DestroyWindow(handle);
        return true;
    }
}
