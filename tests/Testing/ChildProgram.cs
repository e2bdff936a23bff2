using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cellect.Testing;

/// <summary>A program of ours as a user runs it: a process of its own, its output line by line.</summary>
internal sealed class ChildProgram : IDisposable
{
    // A test that waits this long has failed; it never decides anything else.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    private static readonly string StateFolder = Directory.CreateTempSubdirectory("cellect-state").FullName;

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _more = new(0);

    private ChildProgram(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // What outlives a service (token, light, armings) must not come from the user's own, nor go there.
        start.Environment["XDG_STATE_HOME"] = StateFolder;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Everything it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public static ChildProgram Cellect(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "cellect.dll"), .. arguments]);

    public static ChildProgram Replay(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "cellect-replay.dll"), .. arguments]);

    public static ChildProgram Python(params string[] arguments) => new("/usr/bin/python3", ["-u", .. arguments]);

    /// <summary>The first group of a pattern in its output, once it is there.</summary>
    public async Task<string> WaitForAsync(string pattern)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            if (Regex.Match(Output, pattern) is { Success: true } match)
                return match.Groups[match.Groups.Count > 1 ? 1 : 0].Value;
            try
            {
                await _more.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"'{pattern}' did not come:\n{Output}");
            }
        }
    }

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as Ctrl-C or a service manager does, and returns the exit code.</summary>
    public Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return ExitAsync();
    }

    /// <summary>Ends it at once, as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
        _more.Release();
    }
}
