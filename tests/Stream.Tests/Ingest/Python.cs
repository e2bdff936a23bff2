using System.Diagnostics;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>Runs the documentation's examples as a reader would.</summary>
internal static class Python
{
    private static readonly Lazy<string?> Interpreter = new(() =>
        new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(name => CanImport(name, "zmq, msgpack, numpy"))
    );

    /// <summary>Runs a file of docs/examples; skips the test where no Python has what the examples need.</summary>
    public static async Task RunExample(string name, params string[] arguments)
    {
        await Run(Path.Combine(Repository.Root, "docs", "examples", name), arguments);
    }

    /// <summary>Runs any script; skips the test where no Python has what it needs.</summary>
    public static async Task Run(string script, params string[] arguments)
    {
        Assert.SkipWhen(
            Interpreter.Value is null,
            "no python3 with zmq, msgpack and numpy here (Debian: apt-get install python3-zmq python3-msgpack python3-numpy)"
        );
        using var process = Start(Interpreter.Value!, [script, .. arguments]);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
    }

    /// <summary>Whether the Python that runs the examples has a module.</summary>
    public static bool Has(string module) => Interpreter.Value is { } interpreter && CanImport(interpreter, module);

    private static bool CanImport(string interpreter, string modules)
    {
        try
        {
            using var process = Start(interpreter, ["-c", "import " + modules]);
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
