using System.Runtime.InteropServices;

namespace Cellect.Data.Sinks;

/// <summary>Threads whose work can wait: drawing and previews.</summary>
internal static partial class BackgroundThread
{
    // Lower than the model's threads, and above those that ask for nothing at all.
    private const int Nice = 10;
    private const int PriorityOfProcess = 0;

    /// <summary>
    /// Lets this thread, and those that it will start, run when the others leave the processor. .NET's thread priorities do nothing on
    /// Linux, where a thread has a nice value of its own (setpriority(2), "C library/kernel differences").
    /// </summary>
    public static void YieldToOthers()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            return;
        }

        try
        {
            _ = SetPriority(PriorityOfProcess, (uint)GetThreadId(), Nice);
        }
        catch (EntryPointNotFoundException)
        {
            // An older C library has no gettid: the thread runs as the others do.
        }
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
