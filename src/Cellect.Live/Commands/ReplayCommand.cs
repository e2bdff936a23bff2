using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Cellect.Data.Settings;

namespace Cellect.Live.Commands;

/// <summary><c>replay</c>: the replay tool, which is a program of its own, as a microscope would be.</summary>
internal static class ReplayCommand
{
    /// <summary>The verb.</summary>
    public const string Name = "replay";

    /// <summary>The verb as the help lists it; its command line is the tool's.</summary>
    public static Command Create() => new(Name, "Sends a recording, files or a simulated specimen to a service, as a microscope would.");

    /// <summary>Runs the tool in this console and returns its exit code.</summary>
    /// <param name="arguments">As on its command line.</param>
    public static async Task<int> RunAsync(IEnumerable<string> arguments)
    {
        // Ctrl-C reaches the tool as well, which ends in order; this program waits for it.
        Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
        using var tool = Process.Start(OwnProgram.Start("cellect-replay", arguments))
            ?? throw new InvalidOperationException("the replay tool did not start");
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            tool.Kill();
        });
        await tool.WaitForExitAsync();
        return tool.ExitCode;
    }
}
