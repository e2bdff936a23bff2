using System.Runtime.InteropServices;

namespace Cellect.Overlay.Egl;

/// <summary>EGL 1.5, as far as it is needed to draw without a display (registry.khronos.org/EGL).</summary>
internal static partial class EglNative
{
    public const int PlatformSurfaceless = 0x31DD; // EGL_PLATFORM_SURFACELESS_MESA
    public const int PlatformDevice = 0x313F; // EGL_PLATFORM_DEVICE_EXT
    public const int OpenGlApi = 0x30A2;
    public const int ContextMajorVersion = 0x3098;
    public const int ContextMinorVersion = 0x30FB;
    public const int ContextProfileMask = 0x30FD;
    public const int CoreProfile = 1;
    public const int SurfaceType = 0x3033;
    public const int PbufferBit = 1;
    public const int RenderableType = 0x3040;
    public const int OpenGlBit = 8;
    public const int None = 0x3038;

    private const string Library = "libEGL.so.1";

    [LibraryImport(Library, EntryPoint = "eglGetPlatformDisplay")]
    public static partial nint GetPlatformDisplay(int platform, nint nativeDisplay, nint attributes);

    [LibraryImport(Library, EntryPoint = "eglInitialize")]
    public static partial int Initialize(nint display, out int major, out int minor);

    [LibraryImport(Library, EntryPoint = "eglBindAPI")]
    public static partial int BindApi(int api);

    [LibraryImport(Library, EntryPoint = "eglChooseConfig")]
    public static partial int ChooseConfig(nint display, int[] attributes, out nint config, int size, out int count);

    [LibraryImport(Library, EntryPoint = "eglCreateContext")]
    public static partial EglContextHandle CreateContext(nint display, nint config, nint shared, int[] attributes);

    [LibraryImport(Library, EntryPoint = "eglDestroyContext")]
    public static partial int DestroyContext(nint display, nint context);

    [LibraryImport(Library, EntryPoint = "eglMakeCurrent")]
    public static partial int MakeCurrent(nint display, nint draw, nint read, EglContextHandle context);

    [LibraryImport(Library, EntryPoint = "eglMakeCurrent")]
    public static partial int MakeNoneCurrent(nint display, nint draw, nint read, nint context);

    [LibraryImport(Library, EntryPoint = "eglReleaseThread")]
    public static partial int ReleaseThread();

    [LibraryImport(Library, EntryPoint = "eglGetError")]
    public static partial int GetError();

    [LibraryImport(Library, EntryPoint = "eglGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(string name);
}
