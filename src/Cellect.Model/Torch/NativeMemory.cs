using System.Runtime.InteropServices;

namespace Cellect.Model.Torch;

/// <summary>
/// Tells glibc to keep the large blocks that LibTorch frees. By default each feature map is mapped and unmapped anew; keeping them halves
/// the system time of a volume (docs/model.md, "Memory").
/// </summary>
internal static partial class NativeMemory
{
    private const int TrimThreshold = -1, TopPad = -2, MmapMax = -4;

    /// <summary>Does nothing where there is no glibc. Called before the first network is made.</summary>
    public static void KeepFreedBlocks()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = MallOpt(MmapMax, 0);
            _ = MallOpt(TrimThreshold, int.MaxValue);
            _ = MallOpt(TopPad, 64 << 20);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library: it has its own ways, and only speed is at stake.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
