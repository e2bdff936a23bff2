using System.Diagnostics;
using System.Text;
using Cellect.Testing;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>A little of build/try-windows: the newest package for Windows under wine, in a folder with a space and a µ. Skipped where
/// wine, its prefix or a package is not there.</summary>
public class WindowsPackageTests
{
    private const int Unusable = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Package_UnderWine_TellsItsVersionAndAMistakeInUtf8()
    {
        var (wine, prefix, package) = (Wine(), Prefix(), Package());
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder["lab µ 1"], package);
        var program = folder["lab µ 1", "cellect.exe"];

        var (exit, told) = await RunAsync(wine, prefix, folder.Path, program, "--version");
        Assert.Equal((0, true), (exit, told.StartsWith("0.", StringComparison.Ordinal)));

        (exit, told) = await RunAsync(wine, prefix, folder.Path, program, "track", "µ nowhere", "--out", "out");
        Assert.Equal(Unusable, exit);
        Assert.Contains("source 'µ nowhere' does not exist", told, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Told)> RunAsync(string wine, string prefix, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(wine, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        start.Environment["WINEPREFIX"] = prefix;
        start.Environment["WINEDEBUG"] = "-all";
        // Wine lacks memory that is written and executed at different addresses.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var (output, error) = (
                process.StandardOutput.ReadToEndAsync(patience.Token),
                process.StandardError.ReadToEndAsync(patience.Token)
            );
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Wine()
    {
        var found = new[] { "/usr/bin/wine64", "/usr/lib/wine/wine64" }.FirstOrDefault(File.Exists);
        Assert.SkipUnless(found is not null, "wine is not there (apt install wine64)");
        return found;
    }

    // Making one takes longer than everything else here.
    private static string Prefix()
    {
        var prefix = Environment.GetEnvironmentVariable("WINEPREFIX") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cellect-wine");
        Assert.SkipUnless(Directory.Exists(prefix), $"wine has no prefix at {prefix} (build/try-windows makes it)");
        return prefix;
    }

    private static string Package()
    {
        var packages = Path.Combine(Repository.Root, "artifacts", "packages");
        var newest = Directory.Exists(packages)
            ? new DirectoryInfo(packages)
                .EnumerateDirectories("cellect-*-win-x64-*")
                .Where(folder => File.Exists(Path.Combine(folder.FullName, "cellect.exe")))
                .MaxBy(folder => folder.LastWriteTimeUtc)
            : null;
        Assert.SkipUnless(newest is not null, "no package for Windows in artifacts/packages (build/package makes it)");
        return newest.FullName;
    }
}
