using System.Reflection;
using System.Runtime.InteropServices;

namespace Cellect.Overlay.Glfw;

/// <summary>
/// Finds the GLFW library under the name that each system gives it. An assembly may have one resolver only: another native
/// library of this assembly with differing names joins here.
/// </summary>
internal static class GlfwLibrary
{
    /// <summary>The name in the import declarations.</summary>
    public const string Name = "glfw";

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Loads the library, once.</summary>
    /// <exception cref="NotSupportedException">It is not installed.</exception>
    public static void Require() => _ = Handle.Value;

    private static string[] Candidates =>
        OperatingSystem.IsWindows() ? ["glfw3.dll"]
        : OperatingSystem.IsMacOS() ? ["libglfw.3.dylib", "libglfw.dylib"]
        : ["libglfw.so.3", "libglfw.so"];

    private static nint Load()
    {
        var assembly = typeof(GlfwLibrary).Assembly;
        foreach (var candidate in Candidates)
        {
            if (!NativeLibrary.TryLoad(candidate, assembly, null, out var handle))
                continue;
            NativeLibrary.SetDllImportResolver(assembly, Resolve);
            return handle;
        }

        throw new NotSupportedException(
            OperatingSystem.IsWindows()
                ? $"GLFW ({Candidates[0]}) is not beside the program; docs/windows.md says where it comes from"
                : $"GLFW ({Candidates[0]}) is not installed; on Debian and Ubuntu: apt-get install libglfw3"
        );
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name ? Handle.Value : 0;
}
