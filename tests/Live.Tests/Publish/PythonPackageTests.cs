using System.Diagnostics;
using Cellect.Testing;

namespace Cellect.Live.Tests.Publish;

/// <summary>The package of tools/python: its own tests, with Debian's Python.</summary>
public class PythonPackageTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Package_ItsOwnTests_Pass()
    {
        Assert.SkipUnless(
            File.Exists(Python) && (await RunAsync("-c", "import zmq, msgpack, numpy")).Exit == 0,
            $"{Python} has no zmq, msgpack and numpy (apt install python3-zmq python3-msgpack python3-numpy)"
        );

        var (exit, told) = await RunAsync("-m", "unittest", "discover", Path.Combine(Repository.Root, "tools", "python", "tests"));

        Assert.True(exit == 0, told);
        Assert.Contains("\nOK", told);
    }

    private static async Task<(int Exit, string Told)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardError = true })!;
        var told = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, told);
    }
}
