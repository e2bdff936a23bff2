using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Watchdog;

/// <summary>Writes the watchdog's lines to its file, and those of trouble to standard error. Neither may stop it.</summary>
internal sealed class WatchdogFileLog(string path, TimeProvider time) : ILogger
{
    private readonly Lock _one = new();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var now = time.GetLocalNow();
        var line = $" {Word(logLevel)}: watchdog[{Environment.ProcessId}] {formatter(state, exception)}\n";
        lock (_one)
        {
            // What is as it should be is not for the terminal of the service, where there is a file for it.
            if (path.Length == 0 || logLevel > LogLevel.Information)
                Try(() => Console.Error.Write(Stamp(now, "HH:mm:ss.fff") + line));
            if (path.Length > 0)
                Try(() => Append(Stamp(now, "yyyy-MM-dd HH:mm:ss.fff zzz") + line));
        }
    }

    // As the log of the service, which shares the terminal.
    private static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Warning => "warn",
            LogLevel.Error or LogLevel.Critical => "fail",
            _ => "info",
        };

    private static string Stamp(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private void Append(string line)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        File.AppendAllText(path, line);
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk or a closed terminal must not keep the microscope from being put back.
        }
    }
}
