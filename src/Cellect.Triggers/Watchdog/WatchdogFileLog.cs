using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Watchdog;

/// <summary>Writes the watchdog's lines to its file and to standard error. Neither may stop it.</summary>
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
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():O} watchdog {Environment.ProcessId} {logLevel}: {formatter(state, exception)}\n"
        );
        lock (_one)
        {
            Try(() => Console.Error.Write(line));
            if (path.Length > 0)
                Try(() => Append(line));
        }
    }

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
