using System.Diagnostics;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>Runs the documentation's examples as a reader would.</summary>
internal static class Python
{
    private static readonly Lazy<string?> Interpreter = new(() => new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(HasModules));

    /// <summary>Runs a file of docs/examples; skips the test where no Python has what the examples need.</summary>
    public static async Task RunExample(string name, params string[] arguments)
    {
        Assert.SkipWhen(Interpreter.Value is null, "no python3 with zmq, msgpack and numpy here (Debian: apt-get install python3-zmq python3-msgpack python3-numpy)");
        using var process = Start(Interpreter.Value!, [Path.Combine(Repository.Root, "docs", "examples", name), .. arguments]);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
    }

    private static bool HasModules(string interpreter)
    {
        try
        {
            using var process = Start(interpreter, ["-c", "import zmq, msgpack, numpy"]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string interpreter, string[] arguments) =>
        Process.Start(new ProcessStartInfo(interpreter, arguments) { RedirectStandardError = true })!;
}
