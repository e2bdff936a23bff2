using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Devices;

/// <summary>An NVIDIA card as its driver describes it.</summary>
/// <param name="Name">As NVIDIA calls it.</param>
/// <param name="MemoryBytes">All of its memory.</param>
/// <param name="Major">Its generation (compute capability), before the point: 7 Volta and Turing, 8 Ampere and Ada, 9 Hopper.</param>
/// <param name="Minor">Likewise, after the point.</param>
/// <param name="DriverCuda">Newest CUDA that the driver serves: 1000 × major + 10 × minor.</param>
internal sealed record GraphicsCard(string Name, long MemoryBytes, int Major, int Minor, int DriverCuda)
{
    // Of NVIDIA's driver interface (cuda.h): CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR and _MINOR.
    private const int MajorAttribute = 75,
        MinorAttribute = 76,
        LongestName = 256;

    /// <summary>File of the driver's interface.</summary>
    public static string Driver => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>
    /// What the network's heavy arithmetic is done in: brain floats, which keep the range of float32, from Ampere on; half floats on
    /// Volta and Turing; older cards multiply those of 16 bits more slowly than those of 32.
    /// </summary>
    public ScalarType Precision =>
        Major >= 8 ? ScalarType.BFloat16
        : Major == 7 ? ScalarType.Float16
        : ScalarType.Float32;

    /// <summary>The first card; null: no driver is installed, or it has none.</summary>
    public static GraphicsCard? First() => NativeLibrary.TryLoad(Driver, out var library) ? First(library) : null;

    private static unsafe GraphicsCard? First(nint library)
    {
        nint Call(string name) => NativeLibrary.GetExport(library, name);
        try
        {
            var initialise = (delegate* unmanaged<uint, int>)Call("cuInit");
            var versionOf = (delegate* unmanaged<int*, int>)Call("cuDriverGetVersion");
            var get = (delegate* unmanaged<int*, int, int>)Call("cuDeviceGet");
            var nameOf = (delegate* unmanaged<byte*, int, int, int>)Call("cuDeviceGetName");
            var memoryOf = (delegate* unmanaged<nuint*, int, int>)Call("cuDeviceTotalMem_v2");
            var attributeOf = (delegate* unmanaged<int*, int, int, int>)Call("cuDeviceGetAttribute");
            int card,
                driver,
                major,
                minor;
            nuint memory;
            var name = stackalloc byte[LongestName];
            return
                initialise(0) == 0
                && versionOf(&driver) == 0
                && get(&card, 0) == 0
                && nameOf(name, LongestName, card) == 0
                && memoryOf(&memory, card) == 0
                && attributeOf(&major, MajorAttribute, card) == 0
                && attributeOf(&minor, MinorAttribute, card) == 0
                ? new GraphicsCard(NameOf(new ReadOnlySpan<byte>(name, LongestName)), (long)memory, major, minor, driver)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A driver of another age, or something else under its name.
            return null;
        }
    }

    private static string NameOf(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Max(0, text.IndexOf((byte)0))]);
}
