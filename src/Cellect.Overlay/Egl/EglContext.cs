namespace Cellect.Overlay.Egl;

/// <summary>An OpenGL 4.1 core context without a window, current on the thread that made it until disposed there.</summary>
internal sealed class EglContext : IDisposable
{
    private readonly nint _display = EglDisplay.Get();
    private readonly EglContextHandle _context;

    /// <exception cref="NotSupportedException">EGL is missing or has no OpenGL 4.1.</exception>
    public EglContext()
    {
        Require(EglNative.BindApi(EglNative.OpenGlApi), "has no desktop OpenGL");
        Require(
            EglNative.ChooseConfig(_display, ConfigAttributes, out var config, 1, out var count) & count,
            "has no configuration for OpenGL"
        );
        _context = EglNative.CreateContext(_display, config, 0, ContextAttributes).On(_display);
        Require(_context.IsInvalid ? 0 : 1, "makes no OpenGL 4.1 core context");
        Require(EglNative.MakeCurrent(_display, 0, 0, _context), "cannot use a context without a surface");
    }

    private static int[] ConfigAttributes =>
        [EglNative.SurfaceType, EglNative.PbufferBit, EglNative.RenderableType, EglNative.OpenGlBit, EglNative.None];

    private static int[] ContextAttributes =>
        [
            EglNative.ContextMajorVersion,
            4,
            EglNative.ContextMinorVersion,
            1,
            EglNative.ContextProfileMask,
            EglNative.CoreProfile,
            EglNative.None,
        ];

    /// <summary>The address of an OpenGL function.</summary>
    public nint GetProcAddress(string name) => EglNative.GetProcAddress(name);

    /// <summary>Destroys the context, on its thread.</summary>
    public void Dispose()
    {
        EglNative.MakeNoneCurrent(_display, 0, 0, 0);
        _context.Dispose();
        EglNative.ReleaseThread();
    }

    private static void Require(int succeeded, string problem)
    {
        if (succeeded == 0)
            throw new NotSupportedException(
                $"EGL {problem} (error 0x{EglNative.GetError():X}); install a newer graphics driver or Mesa (libgl1-mesa-dri)"
            );
    }
}
