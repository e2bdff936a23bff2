using Microsoft.Win32.SafeHandles;

namespace Cellect.Overlay.Egl;

/// <summary>An EGL context. The display it borrows lives as long as the process, see <see cref="EglDisplay"/>.</summary>
internal sealed class EglContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private nint _display;

    public EglContextHandle()
        : base(ownsHandle: true) { }

    /// <summary>Names the display that the context belongs to; at once after its creation.</summary>
    public EglContextHandle On(nint display)
    {
        _display = display;
        return this;
    }

    protected override bool ReleaseHandle() => EglNative.DestroyContext(_display, handle) != 0;
}
