using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cellect.Testing;

/// <summary>A display in memory, for this process and those that it starts.</summary>
internal sealed partial class Xvfb : IDisposable
{
    private readonly Process _server;

    private Xvfb(Process server, string display)
    {
        _server = server;
        Display = display;
    }

    public string Display { get; }

    public static Xvfb StartOrSkip()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Xvfb is for Linux");
        Assert.SkipUnless(
            File.Exists("/usr/bin/Xvfb") && File.Exists("/usr/bin/xdotool"),
            "Xvfb or xdotool is not installed (apt-get install xvfb xdotool)"
        );
        var start = new ProcessStartInfo("Xvfb", "-displayfd 1 -screen 0 1280x800x24 -nolisten tcp")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = Process.Start(start)!;
        server.BeginErrorReadLine();
        var number = server.StandardOutput.ReadLine();
        Assert.True(number is { Length: > 0 }, "Xvfb did not start");
        var display = ":" + number;
        // GLFW asks the C library, which does not see what .NET sets.
        Assert.Equal(0, SetEnvironment("DISPLAY", display, 1));
        return new Xvfb(server, display);
    }

    /// <summary>Runs xdotool, which waits by itself where told, and returns what it printed.</summary>
    public async Task<string> DoAsync(string arguments)
    {
        var start = new ProcessStartInfo("xdotool", arguments) { RedirectStandardOutput = true };
        start.Environment["DISPLAY"] = Display;
        using var tool = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        await using var impatience = patience.Token.Register(tool.Kill);
        var output = await tool.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await tool.WaitForExitAsync(CancellationToken.None);
        Assert.True(tool.ExitCode == 0, $"xdotool {arguments} ended with {tool.ExitCode}");
        return output.Trim();
    }

    /// <summary>Ends the server under whoever uses it.</summary>
    public void Kill() => _server.Kill();

    public void Dispose()
    {
        _ = UnsetEnvironment("DISPLAY");
        _server.Kill();
        _server.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetEnvironment(string name);
}
