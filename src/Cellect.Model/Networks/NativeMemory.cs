using System.Runtime.InteropServices;

namespace Cellect.Model.Networks;

/// <summary>
/// Tells glibc to keep the large blocks that LibTorch frees. By default each feature map is mapped and unmapped anew; keeping them halves
/// the system time of a volume (docs/model.md, "Memory").
/// </summary>
internal static partial class NativeMemory
{
    private const int TrimThreshold = -1,
        TopPad = -2,
        MmapMax = -4;

    /// <summary>Does nothing where there is no glibc. Called before the first network is made.</summary>
    public static void KeepFreedBlocks()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            // glibc keeps blocks for the main thread alone; inference has its own. LibTorch can at least take its large blocks as huge
            // pages: its own switch for it.
            _ = SetEnvironment("THP_MEM_ALLOC_ENABLE", "1", overwrite: 0);
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

    // .NET's own variables are not those that native code reads.
    [LibraryImport("libc.so.6", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
