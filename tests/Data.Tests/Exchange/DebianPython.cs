using System.Diagnostics;
using System.Text.Json.Nodes;
using Cellect.Testing;

namespace Cellect.Data.Tests.Exchange;

/// <summary>Runs the readers that are not ours: scripts beside the tests, with Debian's Python.</summary>
internal static class DebianPython
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>Runs a script; skips the test where Python lacks a module.</summary>
    /// <returns>The line of JSON that it printed.</returns>
    public static async Task<JsonObject> RunAsync(string modules, string script, params string[] arguments)
    {
        Assert.SkipUnless(
            File.Exists(Interpreter) && (await StartAsync("-c", "import " + modules)).Exit == 0,
            $"{Interpreter} has no {modules} (Debian: apt-get install python3-numpy python3-zarr)"
        );
        var path = Path.Combine(Repository.Root, "tests", "Data.Tests", "Exchange", script);
        var (exit, output, errors) = await StartAsync([path, .. arguments]);
        Assert.True(exit == 0, errors);
        return JsonNode.Parse(output)!.AsObject();
    }

    private static async Task<(int Exit, string Output, string Errors)> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
