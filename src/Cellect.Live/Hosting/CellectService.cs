using System.Diagnostics.Metrics;
using Cellect.Data.Sinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Hosting;

/// <summary>
/// The hosted service: receives, tracks, publishes until it is stopped. On stop, ingest ends and the rest drains within the host's
/// shutdown time, then is cancelled. A fault ends the program with exit code 1.
/// </summary>
internal sealed class CellectService(
    CellectOptions options,
    TimeProvider time,
    IMeterFactory meters,
    ILoggerFactory logs,
    IHostApplicationLifetime lifetime,
    ExitCode exit,
    Func<IConfiguration> reread
) : BackgroundService
{
    private readonly CancellationTokenSource _abort = new();
    private readonly ILogger _log = logs.CreateLogger<CellectService>();
    private LiveSession? _session;
    private SystemdBeat? _beat;

    /// <summary>Opens model, sockets and files; what is wrong with them is told before the program says that it runs.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _session = await LiveSession.OpenAsync(options, sockets: true, new SessionServices(time, meters, logs, reread));
        await base.StartAsync(cancellationToken);
        _beat = new SystemdBeat(
            new SystemdNotifier(),
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
            () => _session!.Pipeline.IsAlive,
            TimeProvider.System
        );
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _beat?.Stopping();
        await using var timeIsUp = cancellationToken.Register(_abort.Cancel);
        await base.StopAsync(CancellationToken.None);
        if (_session is not null)
            await _session.DisposeAsync();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _beat?.Dispose();
        _abort.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var session = _session!;
        var pipeline = session.Pipeline.RunAsync(_abort.Token);
        // A pipeline that has failed takes nothing any more: the receiver must not wait for it.
        _ = pipeline.ContinueWith(
            _ => _abort.Cancel(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
        try
        {
            await Task.WhenAll(pipeline, session.Receiver!.RunAsync(session.Pipeline.Input, stoppingToken, _abort.Token));
        }
        catch (OperationCanceledException) when (!pipeline.IsFaulted)
        {
            HostingLog.CutShort(_log);
        }
        catch (Exception e)
        {
            HostingLog.Faulted(_log, e);
            exit.Value = ExitCode.Failed;
            lifetime.StopApplication();
        }
    }
}
