using System.Threading.Channels;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Reporting;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Watchdog;

/// <summary>The watchdog's own process: waits for the service to end, to fall silent, or to say that all is well.</summary>
/// <param name="input">The service's side of the pipe; its end means that the service is gone.</param>
/// <param name="output">Where the service listens, while it does.</param>
/// <param name="open">Makes the adapter of a microscope.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Where what it does is told.</param>
internal sealed class WatchdogRun(
    TextReader input,
    TextWriter output,
    Func<WatchedMicroscope, IActionAdapter> open,
    TimeProvider time,
    ILogger log
)
{
    // Beats that wait while the watchdog is slow; their number says nothing.
    private const int WaitingLines = 16;

    /// <summary>Watches until the end.</summary>
    /// <returns>True when there was nothing to put back, or everything is back.</returns>
    public async Task<bool> RunAsync(WatchdogOrder order)
    {
        WatchdogLog.Watching(log, order.Arming, string.Join(", ", order.Microscopes.Select(m => m.Name)), order.Options.HeartbeatSeconds);
        Say(WatchdogWords.Ready);
        var reason = await WatchAsync(TimeSpan.FromSeconds(order.Options.HeartbeatSeconds));
        if (reason is null)
        {
            WatchdogLog.Ended(log, order.Arming, "the service has ended it; nothing to put back");
            return true;
        }

        WatchdogLog.Restoring(log, order.Arming, reason);
        Say(WatchdogWords.Restoring + reason);
        var restorer = new MicroscopeRestorer(
            time,
            TimeSpan.FromSeconds(order.Options.RestoreSeconds),
            log,
            // Who has put it back, or says so, deletes the record.
            () => order.Record.Length > 0 && !File.Exists(order.Record)
        );
        var results = await Task.WhenAll(order.Microscopes.Select(m => RestoreAsync(order.Arming, restorer, m)));
        foreach (var result in results)
        {
            WatchdogLog.Ended(log, order.Arming, result);
            Say(result);
        }

        if (results.Any(r => r.Contains(MicroscopeRestorer.NotBack, StringComparison.Ordinal)))
            return false;
        Forget(order.Record);
        return true;
    }

    private static void Forget(string record)
    {
        try
        {
            if (record.Length > 0)
                File.Delete(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start asks about an arming that is undone: better than the reverse.
        }
    }

    private async Task<string> RestoreAsync(string arming, MicroscopeRestorer restorer, WatchedMicroscope microscope)
    {
        // Opened now and not before: the service held a serial port until it died.
        await using var adapter = open(microscope);
        return await restorer.RestoreAsync(arming, adapter, microscope.Recorded);
    }

    /// <summary>Why the microscope must be put back; null when it need not be.</summary>
    private async Task<string?> WatchAsync(TimeSpan silence)
    {
        var lines = Channel.CreateBounded<string>(new BoundedChannelOptions(WaitingLines) { FullMode = BoundedChannelFullMode.Wait });
        // Reading a pipe cannot be cancelled; the process ends with it.
        _ = Task.Factory.StartNew(
            () => PumpAsync(lines.Writer),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        while (true)
        {
            using var limit = new CancellationTokenSource(silence, time);
            try
            {
                switch (await lines.Reader.ReadAsync(limit.Token))
                {
                    case WatchdogWords.Leave:
                        return null;
                    case WatchdogWords.Restore:
                        return "the service asks for it";
                }
            }
            catch (ChannelClosedException)
            {
                return "the service is gone";
            }
            catch (OperationCanceledException)
            {
                return $"no heartbeat of the service for {silence.TotalSeconds:0.###} s";
            }
        }
    }

    private async Task PumpAsync(ChannelWriter<string> lines)
    {
        try
        {
            while (await input.ReadLineAsync() is { } line)
                await lines.WriteAsync(line);
        }
        catch (IOException)
        {
            // A broken pipe is an end like any other.
        }
        finally
        {
            lines.Complete();
        }
    }

    private void Say(string line)
    {
        try
        {
            output.WriteLine(line);
            output.Flush();
        }
        catch (IOException)
        {
            // The service listens no more: the case that the watchdog is for.
        }
    }
}
