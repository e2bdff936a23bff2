using System.Runtime.InteropServices;

namespace Cellect.Overlay.Glfw;

/// <summary>GLFW 3.3, as far as it is needed (glfw.org/docs/3.3). All of it belongs to one thread.</summary>
internal static unsafe partial class GlfwNative
{
    public const int ContextVersionMajor = 0x22002;
    public const int ContextVersionMinor = 0x22003;
    public const int OpenGlForwardCompatible = 0x22006;
    public const int OpenGlProfile = 0x22008;
    public const int OpenGlCoreProfile = 0x32001;
    public const int ScaleToMonitor = 0x2200C;
    public const int KeyEscape = 256;
    public const int KeyDelete = 261;
    public const int KeyRight = 262;
    public const int KeyLeft = 263;
    public const int KeyHome = 268;
    public const int KeyEnd = 269;
    public const int KeyF1 = 290;
    public const int KeyLeftControl = 341;
    public const int KeyRightControl = 345;
    public const int KeyT = 84;
    public const int KeyZ = 90;
    public const int KeyEnter = 257;
    public const int KeyBackspace = 259;
    public const int Release = 0;
    public const int Press = 1;
    public const int Repeat = 2;

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwInit")]
    public static partial int Init();

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwTerminate")]
    public static partial void Terminate();

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetError")]
    public static partial int GetError(out nint description);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwWindowHint")]
    public static partial void WindowHint(int hint, int value);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwCreateWindow", StringMarshalling = StringMarshalling.Utf8)]
    public static partial GlfwWindowHandle CreateWindow(int width, int height, string title, nint monitor, nint share);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwDestroyWindow")]
    public static partial void DestroyWindow(nint window);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwMakeContextCurrent")]
    public static partial void MakeContextCurrent(GlfwWindowHandle window);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(string name);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSwapInterval")]
    public static partial void SwapInterval(int interval);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSwapBuffers")]
    public static partial void SwapBuffers(GlfwWindowHandle window);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwWaitEventsTimeout")]
    public static partial void WaitEventsTimeout(double seconds);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwWindowShouldClose")]
    public static partial int WindowShouldClose(GlfwWindowHandle window);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetFramebufferSize")]
    public static partial void GetFramebufferSize(GlfwWindowHandle window, out int width, out int height);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetWindowSize")]
    public static partial void GetWindowSize(GlfwWindowHandle window, out int width, out int height);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetWindowPos")]
    public static partial void GetWindowPos(GlfwWindowHandle window, out int x, out int y);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetWindowPos")]
    public static partial void SetWindowPos(GlfwWindowHandle window, int x, int y);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetWindowSize")]
    public static partial void SetWindowSize(GlfwWindowHandle window, int width, int height);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetMonitors")]
    public static partial nint* GetMonitors(out int count);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetMonitorWorkarea")]
    public static partial void GetMonitorWorkarea(nint monitor, out int x, out int y, out int width, out int height);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetWindowContentScale")]
    public static partial void GetWindowContentScale(GlfwWindowHandle window, out float x, out float y);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetWindowUserPointer")]
    public static partial void SetWindowUserPointer(GlfwWindowHandle window, nint pointer);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwGetWindowUserPointer")]
    public static partial nint GetWindowUserPointer(nint window);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetKeyCallback")]
    public static partial nint SetKeyCallback(GlfwWindowHandle window, delegate* unmanaged<nint, int, int, int, int, void> callback);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetCharCallback")]
    public static partial nint SetCharCallback(GlfwWindowHandle window, delegate* unmanaged<nint, uint, void> callback);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetCursorPosCallback")]
    public static partial nint SetCursorPosCallback(GlfwWindowHandle window, delegate* unmanaged<nint, double, double, void> callback);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetMouseButtonCallback")]
    public static partial nint SetMouseButtonCallback(GlfwWindowHandle window, delegate* unmanaged<nint, int, int, int, void> callback);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetScrollCallback")]
    public static partial nint SetScrollCallback(GlfwWindowHandle window, delegate* unmanaged<nint, double, double, void> callback);

    [LibraryImport(GlfwLibrary.Name, EntryPoint = "glfwSetWindowRefreshCallback")]
    public static partial nint SetWindowRefreshCallback(GlfwWindowHandle window, delegate* unmanaged<nint, void> callback);
}
