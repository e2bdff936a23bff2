using System.Diagnostics;
using System.Text;
using Cellect.Data.Settings;

namespace Cellect.Live.Demo;

/// <summary>The replay tool as a program of its own, as a microscope would be.</summary>
internal static class ReplayProcess
{
    /// <summary>Sends a source and returns the tool's exit code.</summary>
    /// <param name="arguments">As on its command line.</param>
    /// <param name="say">Told of each line that it writes.</param>
    /// <param name="cancel">Kills it.</param>
    public static async Task<int> RunAsync(IEnumerable<string> arguments, Action<string> say, CancellationToken cancel)
    {
        var start = OwnProgram.Start("cellect-replay", arguments);
        start.RedirectStandardOutput = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the replay tool did not start");
        process.OutputDataReceived += (_, line) => say(line.Data ?? "");
        process.BeginOutputReadLine();
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return process.ExitCode;
    }
}
