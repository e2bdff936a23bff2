using Cellect.Stream.Sources;

namespace Cellect.Replay.Microscope;

/// <summary>The microscope of one replay: its socket, its settings and what the stream shows of them.</summary>
internal sealed class RehearsedMicroscope : IDisposable
{
    // A service that puts its settings back at the end of the series does so within this time.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly MicroscopeServer _server;
    private readonly TimeProvider _time;

    /// <summary>Begins to answer.</summary>
    /// <exception cref="NetMQ.NetMQException">The endpoint cannot be bound.</exception>
    public RehearsedMicroscope(
        string endpoint,
        double faults,
        IVolumeSource source,
        TimeSpan interval,
        TimeProvider time,
        IReplayDisplay display
    )
    {
        _time = time;
        (var microscope, Stage) = MicroscopeStage.For(source, interval, display.Say, time);
        _server = new MicroscopeServer(endpoint, microscope, new AnswerFaults(faults), time);
        display.Say($"microscope answers at {_server.Endpoint}");
    }

    /// <summary>When the next volume is due, and how it looks.</summary>
    public MicroscopeStage Stage { get; }

    /// <summary>Goes on answering after the last volume until nobody has asked for some seconds.</summary>
    public async Task StayUntilQuietAsync(CancellationToken cancel)
    {
        for (var left = Farewell; left > TimeSpan.Zero && !cancel.IsCancellationRequested; left = Farewell - _server.Quiet)
            await Task.Delay(left, _time, cancel)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();
}
