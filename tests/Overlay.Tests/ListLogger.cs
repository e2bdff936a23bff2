using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cellect.Overlay.Tests;

/// <summary>Keeps what is logged, and lets a test wait for it.</summary>
internal sealed class ListLogger : ILogger
{
    private readonly ConcurrentDictionary<(string Start, int Count), TaskCompletionSource> _awaited = new();

    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    /// <summary>Completes when <paramref name="count"/> lines that begin with <paramref name="start"/> have been logged.</summary>
    public Task WaitForAsync(string start, int count)
    {
        var awaited = _awaited.GetOrAdd((start, count), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Notify();
        return awaited.Task;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        Lines.Enqueue((logLevel, formatter(state, exception) + exception));
        Notify();
    }

    private void Notify()
    {
        foreach (var (wanted, awaited) in _awaited)
            if (Lines.Count(line => line.Text.StartsWith(wanted.Start, StringComparison.Ordinal)) >= wanted.Count)
                awaited.TrySetResult();
    }
}
